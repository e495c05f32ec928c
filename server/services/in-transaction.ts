import type { Transaction } from "@/db/client";
import { postgresErrorOf } from "@/db/postgres-error";
import { outbox } from "@/db/schema/outbox";
import type { EventData, EventName } from "@/server/domain/events/event-schemas";
import type { ServiceContext } from "./service-context";

export type UnitOfWork = {
  tx: Transaction;
  /** Adds an event to the outbox, to be committed with the change. */
  emit<Name extends EventName>(name: Name, data: Omit<EventData<Name>, "requestId">): void;
};

const maxTries = 5;
const serializationFailure = "40001";
const deadlockDetected = "40P01";

/**
 * Runs `work` in one READ COMMITTED transaction together with the events it emits, and tells the context once
 * it has committed. Deadlocks and serialization failures are tried again from the start.
 */
export async function inTransaction<Result>(
  ctx: ServiceContext,
  work: (unit: UnitOfWork) => Promise<Result>,
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await runOnce(ctx, work);
    } catch (error) {
      const code = postgresErrorOf(error)?.code;
      if (tries >= maxTries || (code !== serializationFailure && code !== deadlockDetected)) throw error;
      ctx.logger.warn({ requestId: ctx.requestId, code, tries }, "transaction tried again");
    }
  }
}

async function runOnce<Result>(
  ctx: ServiceContext,
  work: (unit: UnitOfWork) => Promise<Result>,
): Promise<Result> {
  const events: (typeof outbox.$inferInsert)[] = [];
  const result = await ctx.db.transaction(async (tx) => {
    const emit: UnitOfWork["emit"] = (name, data) => {
      events.push({
        id: ctx.random.uuid(),
        name,
        data: { ...data, requestId: ctx.requestId },
        createdAt: ctx.clock.now(),
      });
    };
    const value = await work({ tx, emit });
    if (events.length > 0) await tx.insert(outbox).values(events);
    return value;
  });
  if (events.length > 0) ctx.onCommitted(events.map((event) => event.id));
  return result;
}
