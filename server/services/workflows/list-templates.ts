import { bookingReader, formattedNames } from "@/server/domain/templates/booking-variables";
import { contentTemplate } from "@/server/domain/templates/content-variables";
import { type ReadyTextKey, readyTexts } from "@/server/domain/templates/ready-texts";
import { type FallbackKind, fallbackKinds } from "@/server/domain/workflows/fallback";
import type { WrittenChannel } from "@/server/domain/workflows/message-state";
import type { WorkflowTrigger } from "@/server/domain/workflows/workflow";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { workflowSurroundings } from "./workflow-surroundings";

export type WorkflowTemplates = {
  templates: {
    key: ReadyTextKey;
    name: string;
    /** The triggers that it suits; none where it suits all. */
    triggers: WorkflowTrigger[];
    channels: {
      channel: WrittenChannel;
      /** Null but for e-mails. */
      subject: string | null;
      body: string;
      /** Of WhatsApp: how the template has to read that is approved for it. */
      contentTemplate: string | null;
    }[];
  }[];
  /** What texts may refer to, with what it stands for in a made-up booking. */
  variables: { name: string; example: string; takesFormat: boolean }[];
  /** The questions that bookings have answered lately, as conditions name them. */
  questions: string[];
  /** What can follow texts that don't arrive, as Punctual is set up. */
  fallbackKinds: FallbackKind[];
};

const writtenChannels = ["sms", "email", "whatsapp"] as const satisfies WrittenChannel[];

/**
 * Ready-made texts for the steps of workflows, and the variables of the organizer's own.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer.
 */
export async function listTemplates(ctx: ServiceContext): Promise<WorkflowTemplates> {
  const ownerId = requireUserId(ctx.actor);
  const { example, variables } = await workflowSurroundings(ctx, ctx.db, ownerId);
  const values = bookingReader(example, "attendee", ctx.publicUrl);
  return {
    templates: readyTexts.map(({ key, name, triggers, subject, bodies }) => ({
      key,
      name,
      triggers,
      channels: writtenChannels.map((channel) => ({
        channel,
        subject: channel === "email" ? subject : null,
        body: bodies[channel],
        contentTemplate: channel === "whatsapp" ? contentTemplate(bodies[channel]) : null,
      })),
    })),
    variables: [...variables].map((name) => ({
      name,
      example: values.get(name) ?? "",
      takesFormat: formattedNames.some((each) => each === name),
    })),
    questions: Object.keys(example.responses),
    fallbackKinds: fallbackKinds.filter(
      (kind) => kind !== "other_provider" || ctx.providers.secondSms !== null,
    ),
  };
}
