import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { BookingRecord } from "@/db/queries/booking-queries";
import type { messages } from "@/db/schema/messages";
import { workflowStepSecrets, workflowSteps } from "@/db/schema/workflows";
import { stepCallBody } from "@/server/domain/webhooks/step-call-body";
import type { MessageReason } from "@/server/domain/workflows/message-state";
import type { ServiceContext } from "@/server/services/service-context";
import { secretPurpose } from "@/server/services/webhooks/secret-purpose";
import { webhookBookingOf } from "@/server/services/webhooks/webhook-booking-of";

export type StepCall =
  | { kind: "ready"; body: string; secret: string | null }
  /** Why it isn't made: never without the signature that its step asks for. */
  | { kind: "hindered"; reason: MessageReason };

/** The call that a message makes for its step as that is now: the booking as JSON, and what signs it. */
export async function stepCallOf(
  ctx: ServiceContext,
  tx: Transaction,
  record: BookingRecord,
  message: typeof messages.$inferSelect,
): Promise<StepCall> {
  const [step] = await tx
    .select({ isSigned: workflowSteps.isSigned, sealedSecret: workflowStepSecrets.sealedSecret })
    .from(workflowSteps)
    .leftJoin(workflowStepSecrets, eq(workflowStepSecrets.stepId, workflowSteps.id))
    .where(eq(workflowSteps.id, message.stepId ?? 0));
  if (!step) return { kind: "hindered", reason: "workflow_changed" };
  const secret = step.sealedSecret && ctx.secrets.open(step.sealedSecret, secretPurpose(message.ownerId));
  if (step.isSigned && secret === null) return { kind: "hindered", reason: "secret_unreadable" };
  const { workflowId: id, workflowName: name, stepNumber } = message;
  const booking = await webhookBookingOf(tx, record);
  return { kind: "ready", body: stepCallBody({ id, name, stepNumber }, booking, ctx.clock.now()), secret };
}
