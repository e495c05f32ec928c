import { z } from "zod";
import type { EngineContext } from "../engine-context";
import type { RunControl } from "../run-control";
import { selectFunctions } from "../store/functions";
import { selectRun, selectRuns } from "../store/select-runs";
import { selectSyncs } from "../store/syncs";
import { type Exchange, HttpRefusal, parseJson } from "./exchange";
import { jsonReply, type Reply } from "./reply";
import type { Route } from "./route";
import { runFilterOf } from "./run-filter";
import { requireOwnJson } from "./same-origin";

const largestBodyBytes = 4 * 1024 * 1024;
const invocationSchema = z.object({ data: z.record(z.string(), z.unknown()).default({}) });

/** The same as the page, as JSON. */
export function apiRoutes(context: EngineContext, control: RunControl): Route[] {
  const { sql } = context;
  const act = (path: string, action: (id: string, exchange: Exchange) => Promise<Reply>): Route => ({
    method: "POST",
    path,
    handle: async (exchange) => {
      requireOwnJson(exchange);
      return action(exchange.parameters.id ?? "", exchange);
    },
  });
  return [
    { method: "GET", path: "/api/functions", handle: () => listFunctions(context) },
    {
      method: "GET",
      path: "/api/runs",
      handle: async ({ url }) =>
        jsonReply(200, { runs: await selectRuns(sql, runFilterOf(url.searchParams)) }),
    },
    {
      method: "GET",
      path: "/api/runs/:id",
      handle: async ({ parameters }) => found(await selectRun(sql, parameters.id ?? ""), "run"),
    },
    act("/api/runs/:id/rerun", async (id) => {
      const runId = await control.rerun(id);
      return found(runId && { runId }, "run");
    }),
    act("/api/runs/:id/cancel", async (id) => {
      if (await control.cancel(id)) return jsonReply(200, { cancelled: true });
      const run = found(await selectRun(sql, id), "run");
      return run.status === 404 ? run : jsonReply(409, { status: 409, error: "the run has ended" });
    }),
    act("/api/events/:id/replay", async (id) => {
      const eventId = await control.replay(id);
      return found(eventId && { eventId }, "event");
    }),
    act("/api/functions/:id/invoke", async (slug, exchange) => {
      const eventId = await control.invoke(slug, await readData(exchange));
      return found(eventId && { eventId }, "served function");
    }),
  ];
}

async function listFunctions({ sql, registry }: EngineContext): Promise<Reply> {
  const [functions, syncs] = await Promise.all([selectFunctions(sql), selectSyncs(sql)]);
  return jsonReply(200, {
    syncs,
    functions: functions.map(({ config: _, ...row }) => {
      const definition = registry.get(row.id)?.definition;
      return {
        ...row,
        events: definition?.eventTriggers.map(({ event }) => event) ?? [],
        schedules: definition?.schedules.map(({ expression }) => expression) ?? [],
      };
    }),
  });
}

async function readData(exchange: Exchange): Promise<Record<string, unknown>> {
  const text = await exchange.text(largestBodyBytes);
  const parsed = invocationSchema.safeParse(text === "" ? {} : parseJson(text));
  if (!parsed.success) throw new HttpRefusal(400, "data: an object is expected");
  return parsed.data.data;
}

function found(value: object | string | undefined, noun: string): Reply {
  return value ? jsonReply(200, value) : jsonReply(404, { status: 404, error: `no such ${noun}` });
}
