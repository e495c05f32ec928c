import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { idempotentAnswers } from "@/db/schema/outbox";
import { ServiceError } from "@/server/platform/service-error";
import type { Actor, ServiceContext } from "./service-context";

export type OnceAnswer<Answer> = { answer: Answer; replayed: boolean };

/**
 * Runs `work` unless the same credential already got an answer for `key`, which is then given again. The answer
 * is kept in the transaction of its effect. Without a key, `work` always runs.
 * @throws ServiceError CONFLICT while the first request is still running, UNPROCESSABLE when the key was used
 * with other input.
 */
export async function answerOnce<Answer>(
  ctx: ServiceContext,
  tx: Transaction,
  request: { verb: string; key: string | undefined; input: unknown },
  work: () => Promise<Answer>,
): Promise<OnceAnswer<Answer>> {
  const { key } = request;
  if (key === undefined) return { answer: await work(), replayed: false };
  const scope = scopeOf(ctx.actor);
  const bodyHash = createHash("sha256")
    .update(canonicalize([request.verb, request.input]) ?? "")
    .digest("hex");
  await lockKey(tx, scope, key);
  const [first] = await tx
    .select({ bodyHash: idempotentAnswers.bodyHash, answer: idempotentAnswers.answer })
    .from(idempotentAnswers)
    .where(and(eq(idempotentAnswers.scope, scope), eq(idempotentAnswers.key, key)));
  if (first) {
    if (first.bodyHash !== bodyHash) {
      throw new ServiceError("UNPROCESSABLE", "This Idempotency-Key was already used with another request.", {
        field: "Idempotency-Key",
        reason: "idempotency_key_reused",
      });
    }
    return { answer: first.answer as Answer, replayed: true };
  }
  const answer = await work();
  await tx.insert(idempotentAnswers).values({ scope, key, bodyHash, answer, createdAt: ctx.clock.now() });
  return { answer, replayed: false };
}

async function lockKey(tx: Transaction, scope: string, key: string): Promise<void> {
  const [row] = await tx.execute<{ locked: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`${scope}\n${key}`}, 0)) as locked`,
  );
  if (!row?.locked) {
    throw new ServiceError("CONFLICT", "A request with this Idempotency-Key is still being answered.", {
      field: "Idempotency-Key",
      reason: "idempotency_key_in_progress",
      retryAfterSeconds: 1,
    });
  }
}

function scopeOf(actor: Actor): string {
  if (actor.kind === "api_key") return `api_key:${actor.keyId}`;
  if (actor.kind === "organizer") return `organizer:${actor.userId}`;
  return actor.kind;
}
