import { findSenders } from "@/db/queries/sender-queries";
import { describeSender } from "@/server/domain/senders/sender-words";
import { ServiceError } from "@/server/platform/service-error";
import { inTransaction } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { stopSender } from "./stop-sender";

type DirectChannel = "sms" | "email";

function senderOf({ providers }: ServiceContext, channel: DirectChannel): string {
  return channel === "sms" ? providers.sms.senderIds.sms : providers.email.senderId;
}

/**
 * For what leaves while somebody waits for it.
 * @throws ServiceError UNAVAILABLE with the reason `sender_stopped` while the provider refuses the sender.
 */
export async function requireWorkingSender(ctx: ServiceContext, channel: DirectChannel): Promise<void> {
  const [sender] = await findSenders(ctx.db, [senderOf(ctx, channel)]);
  if (sender?.state !== "stopped") return;
  const { headline, meaning } = describeSender(sender);
  throw new ServiceError("UNAVAILABLE", `${headline}: ${meaning}`, { reason: "sender_stopped" });
}

/** Stops the sender whose account was refused for something that is no message of a booking. */
export async function noteRefusedSender(
  ctx: ServiceContext,
  channel: DirectChannel,
  code: string,
  attemptStartedAt: Date,
): Promise<void> {
  const senderId = senderOf(ctx, channel);
  await inTransaction(ctx, async ({ tx }) => {
    await stopSender(ctx, tx, { senderId, code, messageId: "", attemptStartedAt });
  });
}
