import type { Sql } from "postgres";
import type { CronSchedule } from "./protocol/cron-schedule";
import { valueAt } from "./protocol/event-expression";
import type { EventPayload } from "./protocol/event-payload";
import type { FunctionDefinition } from "./protocol/function-definition";
import { parseFunctionConfig } from "./protocol/parse-function-config";
import { selectFunctions, selectFunctionsVersion } from "./store/functions";

export type RegisteredFunction = { id: string; slug: string; definition: FunctionDefinition | null };

/** The functions as they were last synced, held in memory; the database has the same for every engine. */
export class FunctionRegistry {
  #version = "";
  #byId = new Map<string, RegisteredFunction>();
  #active: (RegisteredFunction & { definition: FunctionDefinition })[] = [];

  constructor(private readonly sql: Sql) {}

  /** Takes over what another engine may have synced. */
  async reloadIfChanged(): Promise<void> {
    if ((await selectFunctionsVersion(this.sql)) !== this.#version) await this.reload();
  }

  async reload(): Promise<void> {
    this.#version = await selectFunctionsVersion(this.sql);
    const rows = await selectFunctions(this.sql);
    const functions = rows.map(({ id, slug, config, removedAt }) => {
      const parsed = parseFunctionConfig(config);
      const definition = parsed?.served ? parsed.definition : null;
      return { id, slug, definition, active: definition !== null && removedAt === null };
    });
    this.#byId = new Map(functions.map((entry) => [entry.id, entry]));
    this.#active = functions.flatMap(({ definition, ...entry }) =>
      definition && entry.active ? [{ ...entry, definition }] : [],
    );
  }

  get(functionId: string): RegisteredFunction | undefined {
    return this.#byId.get(functionId);
  }

  /** A function that is served at present, by its id or by the one that it has in the app. */
  findServed(idOrSlug: string): RegisteredFunction | undefined {
    return this.#active.find(({ id, slug }) => slug === idOrSlug || id === idOrSlug);
  }

  /** Whether any function has a limit that its runs may have to wait for. */
  get hasLimits(): boolean {
    return [...this.#byId.values()].some(
      ({ definition }) => definition && (definition.throttle || definition.concurrency.length > 0),
    );
  }

  /** The functions that an event starts. */
  triggeredBy(event: Pick<EventPayload, "name" | "data">): RegisteredFunction[] {
    return this.#active.filter(({ definition }) =>
      definition.eventTriggers.some(
        (trigger) =>
          trigger.event === event.name &&
          (trigger.failedFunction === null ||
            trigger.failedFunction === valueAt(event.data, ["function_id"])),
      ),
    );
  }

  get schedules(): { functionId: string; slug: string; schedule: CronSchedule }[] {
    return this.#active.flatMap(({ id, slug, definition }) =>
      definition.schedules.map((schedule) => ({ functionId: id, slug, schedule })),
    );
  }
}
