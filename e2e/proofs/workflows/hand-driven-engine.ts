import type { World } from "@/inngest/testing/create-world";
import type { EventData } from "@/server/domain/events/event-schemas";
import { armBookingMessages } from "@/server/services/messages/arm-messages";
import { lookAfterMessages } from "@/server/services/messages/look-after-messages";
import { lookUpMessage } from "@/server/services/messages/look-up-message";
import { sendMessage } from "@/server/services/messages/send-message";
import { type LeasedEvent, leaseOutbox, markOutboxSent } from "@/server/services/outbox/lease-outbox";
import type { ServiceContext } from "@/server/services/service-context";
import { applyWorkflowChange } from "@/server/services/workflows/apply-workflow-change";
import { eachAtOnce } from "./each-at-once";

export type EngineEvent = Pick<LeasedEvent, "name" | "data">;

type Timer = { event: EngineEvent; retriesLeft: number };

const width = 12;
const minuteMs = 60_000;
const batchSize = 100;
const engineRetries = 4;

/**
 * Does with events what the functions do, calling what they call, but without runs and their rows: thousands of
 * bookings can be followed through weeks in minutes. What the functions and the embedded engine add is tested with
 * them.
 */
export class HandDrivenEngine {
  readonly #timers = new Map<number, Timer[]>();
  #lookedAtMs = 0;

  constructor(
    private readonly world: Pick<World, "clock" | "database" | "sandbox">,
    private readonly context: () => ServiceContext,
    /** Stands around the delivery of each event, and may repeat or lose it. */
    private readonly deliver: (event: EngineEvent, handle: () => Promise<void>) => Promise<void> = (
      _,
      handle,
    ) => handle(),
  ) {}

  /** Handles all that is due at the clock's time, until nothing moves any more. */
  async settle(): Promise<void> {
    while ((await this.#peek()).waits) await this.#handleWaiting();
  }

  /** Moves the clock forward, doing on the way what becomes due. */
  async advanceTo(instant: Date): Promise<void> {
    const { clock } = this.world;
    for (;;) {
      const { waits, lookMs } = await this.#peek();
      if (waits) {
        await this.#handleWaiting();
        continue;
      }
      const nextMs = Math.min(lookMs, ...this.#timers.keys());
      if (nextMs > instant.getTime()) break;
      if (nextMs > clock.now().getTime()) clock.set(new Date(nextMs));
      await this.tick();
    }
    if (instant > clock.now()) clock.set(instant);
  }

  /** Does what has come due by itself: what slept, and what the cron looks at. */
  async tick(): Promise<void> {
    await this.#fireTimers();
    await this.#lookAfter();
  }

  /** Handles one event as the function does that it triggers. */
  async handle(event: EngineEvent, retriesLeft = engineRetries): Promise<void> {
    const ctx = this.context();
    switch (event.name) {
      case "message/armed": {
        const { dueAt } = event.data as EventData<"message/armed">;
        return this.#at(Date.parse(dueAt), { event: { ...event, name: "message/due" }, retriesLeft });
      }
      case "message/due": {
        const report = await sendMessage(ctx, event.data as EventData<"message/due">);
        const isAgain = report.kind === "retry" && retriesLeft > 0;
        if (isAgain) this.#at(report.at.getTime(), { event, retriesLeft: retriesLeft - 1 });
        return;
      }
      case "workflow/changed":
        return this.#carryChange(ctx, event.data as EventData<"workflow/changed">);
      default:
        await armBookingMessages(ctx, Number(event.data.bookingId));
    }
  }

  /** Delivers an event once more, so much later. */
  later(event: EngineEvent, afterMs: number): void {
    this.#at(this.world.clock.now().getTime() + afterMs, { event, retriesLeft: engineRetries });
  }

  #at(ms: number, timer: Timer): void {
    const atMs = Math.max(ms, this.world.clock.now().getTime());
    this.#timers.set(atMs, [...(this.#timers.get(atMs) ?? []), timer]);
  }

  async #fireTimers(): Promise<void> {
    const nowMs = this.world.clock.now().getTime();
    const due = [...this.#timers].filter(([atMs]) => atMs <= nowMs);
    for (const [atMs] of due) this.#timers.delete(atMs);
    const timers = due.flatMap(([, of]) => of);
    await eachAtOnce(timers, width, ({ event, retriesLeft }) =>
      this.deliver(event, () => this.handle(event, retriesLeft)),
    );
  }

  /** What the cron does, at whole minutes at which a look has come. */
  async #lookAfter(): Promise<void> {
    const nowMs = this.world.clock.now().getTime();
    if (nowMs % minuteMs !== 0 || nowMs <= this.#lookedAtMs) return;
    this.#lookedAtMs = nowMs;
    for (;;) {
      const report = await lookAfterMessages(this.context(), batchSize);
      await eachAtOnce(report.toLookUp, width, (id) => lookUpMessage(this.context(), id));
      const moved = report.armed + report.skipped + report.unanswered + report.toLookUp.length;
      if (moved < batchSize) return;
    }
  }

  async #carryChange(ctx: ServiceContext, change: EventData<"workflow/changed">): Promise<void> {
    for (let afterId: number | null = 0; afterId !== null; ) {
      const batch: Awaited<ReturnType<typeof applyWorkflowChange>> = await applyWorkflowChange(ctx, change, {
        afterId,
        limit: batchSize,
      });
      afterId = batch.nextAfterId;
    }
  }

  async #handleWaiting(): Promise<void> {
    const events = await leaseOutbox(this.context(), { limit: 500 });
    await eachAtOnce(events, width, (event) => this.deliver(event, () => this.handle(event)));
    await markOutboxSent(
      this.context(),
      events.map(({ id }) => id),
    );
  }

  /** Whether events wait, and at which minute the cron has something to look at. */
  async #peek(): Promise<{ waits: boolean; lookMs: number }> {
    await this.world.sandbox.whenQuiet();
    const [row] = await this.world.database.sql<{ waits: boolean; atMs: number | null }[]>`
      select exists (select 1 from outbox where state = 'waiting'
          or (state = 'leased' and lease_expires_at <= ${this.world.clock.now().toISOString()})) as waits,
        (select extract(epoch from min(next_look_at))::float8 * 1000 from messages
          where next_look_at is not null) as "atMs"`;
    // The minutes before now are over, whether or not there was a look at them.
    const atMs = Math.max(row?.atMs ?? Number.POSITIVE_INFINITY, this.world.clock.now().getTime());
    const lookMs = Math.max(Math.ceil(atMs / minuteMs) * minuteMs, this.#lookedAtMs + minuteMs);
    return { waits: row?.waits ?? false, lookMs };
  }
}
