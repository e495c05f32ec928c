import { z } from "zod";
import { findEventType } from "@/db/queries/event-type-queries";
import { findWorkflowsInForce } from "@/db/queries/workflow-queries";
import { planRequiresPhone } from "@/server/domain/workflows/plan-messages";
import { eventTypeNotFound } from "@/server/services/event-types/event-type-not-found";
import type { ServiceContext } from "@/server/services/service-context";

export const getBookableEventTypeInputSchema = z.object({
  username: z.string().max(40),
  slug: z.string().max(100),
});

/** What someone who is about to book needs to know. */
export type BookableEventTypeView = {
  id: number;
  slug: string;
  title: string;
  description: string;
  location: string;
  lengthMinutes: number;
  /** Whether a booking without a phone number is refused. */
  phoneRequired: boolean;
  /** Whether a number that is given gets texts. */
  textsAttendee: boolean;
  host: { name: string; username: string; timeZone: string };
};

/**
 * An event type as the public sees it; a hidden one too, since who has its link may book.
 * @throws ServiceError NOT_FOUND when the organizer or the event type is unknown.
 */
export async function getBookableEventType(
  ctx: ServiceContext,
  input: z.output<typeof getBookableEventTypeInputSchema>,
): Promise<BookableEventTypeView> {
  const found = await findEventType(ctx.db, input);
  if (!found) throw eventTypeNotFound(input);
  const { id, slug, title, description, location, lengthMinutes, phoneRequired } = found.eventType;
  const { id: ownerId, name, username, timeZone } = found.host;
  const workflows = await findWorkflowsInForce(ctx.db, { ownerId, eventTypeId: id, requestedIds: null });
  return {
    id,
    slug,
    title,
    description,
    location,
    lengthMinutes,
    phoneRequired: phoneRequired || planRequiresPhone("created", workflows),
    textsAttendee: workflows.some(({ steps }) => steps.some(({ action }) => action === "sms_attendee")),
    host: { name, username, timeZone },
  };
}
