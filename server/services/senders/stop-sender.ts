import type { Transaction } from "@/db/client";
import { lockSenders, type SenderRow } from "@/db/queries/sender-queries";
import { afterRefusal, isSeenByAccountCheck } from "@/server/domain/senders/sender-changes";
import type { ServiceContext } from "@/server/services/service-context";
import { configuredSenders } from "./configured-senders";
import { saveSender } from "./save-sender";

/** A refusal of a sender's account, and what it was an answer to. */
export type AccountRefusal = {
  senderId: string;
  code: string;
  messageId: string;
  attemptStartedAt: Date;
};

/**
 * Stops a sender whose account the provider refuses, and with it all senders of that provider where the refusal is of
 * the account itself; returns when it is checked next. An attempt from before the sender last resumed, or beside the
 * one that is on probation, stops nothing.
 */
export async function stopSender(
  ctx: ServiceContext,
  tx: Transaction,
  refusal: AccountRefusal,
): Promise<{ nextCheckAt: Date }> {
  const { senderId, code } = refusal;
  const now = ctx.clock.now();
  const configured = configuredSenders(ctx.providers);
  const provider = configured.find(({ id }) => id === senderId)?.provider;
  const concerned = configured.filter((sender) =>
    isSeenByAccountCheck(code) ? sender.provider === provider : sender.id === senderId,
  );
  let nextCheckAt = now;
  for (const sender of await lockSenders(tx, concerned, now)) {
    const stopped = isNews(sender, refusal) ? afterRefusal(sender, code, now) : sender;
    if (stopped !== sender) {
      await saveSender(tx, sender, stopped, now);
      const { id, provider: by } = sender;
      ctx.logger.error(
        { senderId: id, provider: by, code },
        "the provider refuses this sender: it is stopped",
      );
    }
    if (sender.id === senderId) nextCheckAt = stopped.nextCheckAt ?? sender.probeExpiresAt ?? now;
  }
  return { nextCheckAt };
}

function isNews(sender: SenderRow, { messageId, attemptStartedAt }: AccountRefusal): boolean {
  if (sender.state === "probing") return sender.probeMessageId === messageId;
  return sender.resumedAt === null || attemptStartedAt >= sender.resumedAt;
}
