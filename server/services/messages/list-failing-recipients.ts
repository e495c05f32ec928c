import { findFailingRecipients } from "@/db/queries/failing-recipient-queries";
import { accountCodes, describeDeliveryCode } from "@/server/domain/workflows/delivery-codes";
import type { MessageChannel } from "@/server/domain/workflows/message-state";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";

export type FailingRecipient = {
  /** The number or address. */
  recipient: string;
  failureCount: number;
  lastFailedAt: string;
  /** The last message that failed, by which the list of messages can be narrowed to this recipient. */
  lastMessageId: string;
  channel: MessageChannel;
  code: string | null;
  /** What the last code means. */
  meaning: string;
};

export type FailingRecipients = { days: number; total: number; items: FailingRecipient[] };

const days = 14;
const least = 2;
const shown = 5;

/**
 * The numbers and addresses that the organizer's messages repeatedly failed to reach of late, with nothing that got
 * through since.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer.
 */
export async function listFailingRecipients(ctx: ServiceContext): Promise<FailingRecipients> {
  const ownerId = requireUserId(ctx.actor);
  const since = new Date(ctx.clock.now().getTime() - days * 86_400_000);
  const otherFaults = accountCodes;
  const { rows, total } = await findFailingRecipients(ctx.db, {
    ...{ ownerId, since, least, otherFaults },
    take: shown,
  });
  return {
    days,
    total,
    items: rows.map(({ recipient, failureCount, lastFailedAt, lastMessageId, lastChannel, lastCode }) => ({
      recipient,
      failureCount,
      lastFailedAt: lastFailedAt.toISOString(),
      lastMessageId,
      channel: lastChannel,
      code: lastCode,
      meaning: lastCode === null ? "" : describeDeliveryCode(lastChannel, lastCode),
    })),
  };
}
