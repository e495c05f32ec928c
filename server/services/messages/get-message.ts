import { findMessageRow } from "@/db/queries/message-list-queries";
import { isMoving } from "@/server/domain/workflows/describe-message";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { type MessageListItem, messageListItems } from "./list-messages";
import { messageNotFound } from "./message-not-found";

/**
 * One of the organizer's messages as lists show it, and whether it is likely to change within seconds.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; NOT_FOUND for a message that isn't theirs.
 */
export async function getMessage(
  ctx: ServiceContext,
  { id }: { id: string },
): Promise<MessageListItem & { isMoving: boolean }> {
  const ownerId = requireUserId(ctx.actor);
  const row = await findMessageRow(ctx.db, { ownerId, id });
  const [item] = row ? await messageListItems(ctx, ownerId, [row]) : [];
  if (!row || !item) throw messageNotFound(id);
  return { ...item, isMoving: isMoving(row.message, ctx.clock.now()) };
}
