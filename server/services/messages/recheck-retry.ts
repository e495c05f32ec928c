import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { factsOf, findBooking } from "@/db/queries/booking-queries";
import { cancelMessages } from "@/db/queries/message-queries";
import { findRetryFacts } from "@/db/queries/message-retry-queries";
import { findWorkflowsInForce } from "@/db/queries/workflow-queries";
import { messages } from "@/db/schema/messages";
import { isTest } from "@/server/domain/workflows/message-source";
import type { MessageReason } from "@/server/domain/workflows/message-state";
import { type StepText, textOfStep } from "@/server/domain/workflows/step-text";
import { whyNotOwed } from "@/server/domain/workflows/why-not-owed";
import type { ServiceContext } from "@/server/services/service-context";

type Message = typeof messages.$inferSelect;
type Text = StepText & Pick<Message, "workflowName">;

/**
 * Looks again at a message that was going out when its booking or workflow may have changed, and was refused: returns
 * it with the text of its step as it is now, or null where it isn't owed any more and has been called off. Its booking
 * is kept from changing already.
 */
export async function recheckRetry(
  ctx: ServiceContext,
  tx: Transaction,
  message: Message,
): Promise<Message | null> {
  // An answer to a text is owed whatever becomes of the booking, and a test by none.
  if (message.source.startsWith("reply:") || isTest(message)) return message;
  const facts = (await findRetryFacts(tx, message.ownerId, [message.id])).get(message.id);
  const why = facts ? whyNotOwed(facts) : "workflow_changed";
  if (why !== null) return callOff(ctx, tx, message, why);
  if (message.stepId === null) return message;
  const text = await presentText(tx, message);
  if (text === null) return callOff(ctx, tx, message, "workflow_changed");
  await tx.update(messages).set(text).where(eq(messages.id, message.id));
  return { ...message, ...text };
}

async function callOff(ctx: ServiceContext, tx: Transaction, { id }: Message, why: MessageReason) {
  await cancelMessages(tx, [id], why, ctx.clock.now());
  return null;
}

/** The text of a message's step, or null where no workflow that is on for the booking has the step. */
async function presentText(tx: Transaction, message: Message): Promise<Text | null> {
  const { bookingId, stepId } = message;
  const record = bookingId === null ? null : await findBooking(tx, { id: bookingId });
  if (!record) return null;
  const { ownerId, eventTypeId, requestedWorkflowIds: requestedIds } = record.booking;
  for (const { name, steps } of await findWorkflowsInForce(tx, { ownerId, eventTypeId, requestedIds })) {
    const step = steps.find(({ id }) => id === stepId);
    const text = step && textOfStep(step, message, factsOf(record));
    if (text) return { workflowName: name, ...text };
  }
  return null;
}
