import { and, eq, inArray, ne, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { lockOptOut } from "@/db/queries/host-locks";
import { messages } from "@/db/schema/messages";
import { optOuts } from "@/db/schema/opt-outs";
import type { OptOutSource } from "@/server/domain/replies/opt-out";
import { stoppableStates } from "@/server/domain/workflows/message-state";
import type { ServiceContext } from "@/server/services/service-context";
import { writeOwnerAudit } from "@/server/services/write-owner-audit";

/**
 * Puts a number on an owner's list of those that want no texts, whatever they go by, and stops every message to it
 * that has not gone out. Repeating it changes nothing.
 */
export async function recordOptOut(
  ctx: ServiceContext,
  tx: Transaction,
  optOut: { ownerId: number; phoneNumber: string; source: OptOutSource },
): Promise<void> {
  const { ownerId, phoneNumber } = optOut;
  const now = ctx.clock.now();
  await lockOptOut(tx, optOut);
  const [row] = await tx
    .insert(optOuts)
    .values({ ...optOut, optedOutAt: now })
    .onConflictDoNothing({
      target: [optOuts.ownerId, optOuts.phoneNumber],
      where: sql`${optOuts.liftedAt} is null`,
    })
    .returning({ id: optOuts.id });
  await tx
    .update(messages)
    .set({
      state: "skipped",
      reason: "opted_out",
      nextLookAt: null,
      nextAttemptAt: null,
      fallbackAt: null,
      updatedAt: now,
    })
    .where(
      and(
        eq(messages.ownerId, ownerId),
        eq(messages.recipient, phoneNumber),
        ne(messages.channel, "email"),
        inArray(messages.state, [...stoppableStates]),
      ),
    );
  if (row) await writeOwnerAudit(ctx, tx, { ownerId, action: "opt_out.recorded", id: row.id });
}
