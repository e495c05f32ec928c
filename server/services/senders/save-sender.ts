import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { SenderRow } from "@/db/queries/sender-queries";
import { senders } from "@/db/schema/senders";
import type { SenderFacts } from "@/server/domain/senders/sender-state";

/** Writes what a locked sender has come to; a probe ends with the probation that it was for. */
export async function saveSender(
  tx: Transaction,
  sender: SenderRow,
  facts: SenderFacts & Partial<Pick<SenderRow, "lastCheckedAt" | "lastCheckCode">>,
  now: Date,
): Promise<void> {
  const probe = facts.state === sender.state ? {} : { probeMessageId: null, probeExpiresAt: null };
  const { state, code, stoppedAt, nextCheckAt, resumesBy, resumedAt, failureCount, notifiedAt, recoveredAt } =
    facts;
  const { lastCheckedAt, lastCheckCode } = facts;
  await tx
    .update(senders)
    .set({
      ...{ state, code, stoppedAt, nextCheckAt, resumesBy, resumedAt, failureCount, notifiedAt, recoveredAt },
      ...{ lastCheckedAt, lastCheckCode },
      ...probe,
      updatedAt: now,
    })
    .where(eq(senders.id, sender.id));
}
