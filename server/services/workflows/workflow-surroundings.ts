import { eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { findOwnRecipients, hostPhone, type RecipientRow } from "@/db/queries/recipient-queries";
import { findAnsweredQuestions, findEventTypesForWorkflows } from "@/db/queries/workflow-change-queries";
import { users } from "@/db/schema/users";
import type { BookingFacts } from "@/server/domain/bookings/booking-facts";
import { answerVariable, bookingVariables } from "@/server/domain/templates/booking-variables";
import { exampleBooking } from "@/server/domain/templates/example-booking";
import type { ServiceContext } from "@/server/services/service-context";

/** What an organizer's workflows refer to. */
export type WorkflowSurroundings = {
  eventTypes: Awaited<ReturnType<typeof findEventTypesForWorkflows>>;
  /** A made-up booking of theirs. */
  example: BookingFacts;
  /** The names that templates may use: the built-in ones and the answers to booking questions. */
  variables: ReadonlySet<string>;
  recipients: RecipientRow[];
};

/** Reads what the workflows of an organizer are checked and shown with. */
export async function workflowSurroundings(
  ctx: ServiceContext,
  db: Queryable,
  ownerId: number,
): Promise<WorkflowSurroundings> {
  const [host] = await db
    .select({
      name: users.name,
      email: users.email,
      phoneNumber: hostPhone,
      timeZone: users.timeZone,
      locale: users.locale,
    })
    .from(users)
    .where(eq(users.id, ownerId));
  if (!host) throw new Error(`Organizer ${ownerId} is gone.`);
  const eventTypes = await findEventTypesForWorkflows(db, ownerId);
  const questions = await findAnsweredQuestions(db, ownerId);
  const shown = eventTypes[0] ?? { id: 0, title: "30 minute meeting", lengthMinutes: 30 };
  const example = {
    ...exampleBooking(host, shown, ctx.clock.now()),
    responses: Object.fromEntries(questions.map((question) => [question, "their answer"])),
  };
  const builtIn = bookingVariables(example, "attendee", ctx.publicUrl).keys();
  const recipients = await findOwnRecipients(db, ownerId);
  return {
    eventTypes,
    example,
    recipients,
    variables: new Set([...builtIn, ...questions.map(answerVariable)]),
  };
}
