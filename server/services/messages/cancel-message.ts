import { and, eq } from "drizzle-orm";
import { cancelMessages } from "@/db/queries/message-queries";
import { messages } from "@/db/schema/messages";
import type { CancelMessageInput } from "@/server/domain/workflows/message-input";
import { type MessageState, stoppableStates } from "@/server/domain/workflows/message-state";
import { ServiceError } from "@/server/platform/service-error";
import { inTransaction } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { messageNotFound } from "./message-not-found";
import { settleTaken } from "./settle-taken";
import { writeMessageAudit } from "./write-message-audit";

const goingOut: readonly MessageState[] = ["sending", "reconciling", "accepted", "unconfirmed", "delivered"];

/**
 * Calls off a message of the organizer's that has not gone out. Calling off one that they have called off already
 * changes nothing.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; NOT_FOUND for a message that isn't theirs;
 * CONFLICT `message_going_out` for one that can't be stopped any more, `message_ended` for one that won't go out.
 */
export async function cancelMessage(
  ctx: ServiceContext,
  { id }: CancelMessageInput,
): Promise<{ id: string }> {
  const ownerId = requireUserId(ctx.actor);
  const stoppedAs = await inTransaction(ctx, async (unit): Promise<MessageState | null> => {
    const { tx } = unit;
    const [message] = await tx
      .select()
      .from(messages)
      .where(and(eq(messages.id, id), eq(messages.ownerId, ownerId)))
      .for("update");
    if (!message) throw messageNotFound(id);
    if (message.reason === "cancelled_by_organizer") return null;
    if (!stoppableStates.some((state) => state === message.state)) return message.state;
    // Kept, though the call is refused: the provider has proved that it took it.
    if (message.state === "retrying" && (await settleTaken(ctx, unit, message))) return "accepted";
    await cancelMessages(tx, [id], "cancelled_by_organizer", ctx.clock.now());
    const { bookingId } = message;
    await writeMessageAudit(ctx, tx, { ownerId, bookingId, action: "message.cancelled", messageId: id });
    return null;
  });
  if (stoppedAs !== null) throw cannotStop(stoppedAs);
  return { id };
}

function cannotStop(state: MessageState): ServiceError {
  return goingOut.includes(state)
    ? new ServiceError("CONFLICT", "It is going out already and can’t be called off any more.", {
        reason: "message_going_out",
      })
    : new ServiceError("CONFLICT", "There is nothing to call off: it isn’t going out.", {
        reason: "message_ended",
      });
}
