import { randomUUID } from "node:crypto";
import type { Database } from "@/db/client";
import type { bookings } from "@/db/schema/bookings";
import { attempts, messages } from "@/db/schema/messages";
import type { MessageState } from "@/server/domain/workflows/message-state";

type NewMessage = typeof messages.$inferInsert;

const seededAt = new Date("2026-11-02T08:00:00Z");
const later = (minutes: number) => new Date(seededAt.getTime() + minutes * 60_000);

const columnsOfState: Partial<Record<MessageState, Partial<NewMessage>>> = {
  planned: { nextLookAt: later(0.5) },
  armed: { nextLookAt: later(10), generation: 1 },
  sending: { nextLookAt: later(1), leaseExpiresAt: later(1), generation: 1 },
  retrying: { nextLookAt: later(11), nextAttemptAt: later(1), code: "20429", generation: 1 },
  reconciling: { nextLookAt: later(1), generation: 1 },
  accepted: { nextLookAt: later(10), generation: 1 },
  undelivered: { code: "30003", generation: 1 },
  failed: { code: "21211", generation: 1 },
  cancelled: { reason: "booking_cancelled" },
  superseded: { reason: "booking_rescheduled" },
  skipped: { reason: "too_late" },
};

/** What a row must have, and must not, to be in a state. */
export function columnsOf(state: MessageState): Partial<NewMessage> {
  const empty = { nextLookAt: null, reason: null, code: null, nextAttemptAt: null, leaseExpiresAt: null };
  return {
    ...empty,
    state,
    ...columnsOfState[state],
    ...(state === "sending" && { currentAttemptId: randomUUID() }),
  };
}

/** A message of a booking: a text to the attendee that is planned and due, unless told otherwise. */
export async function seedMessage(
  db: Database,
  booking: Pick<typeof bookings.$inferSelect, "id" | "ownerId" | "startsAt">,
  values: Partial<NewMessage> = {},
): Promise<typeof messages.$inferSelect> {
  const id = randomUUID();
  const state = values.state ?? "planned";
  const [row] = await db
    .insert(messages)
    .values({
      id,
      ownerId: booking.ownerId,
      bookingId: booking.id,
      // News that a booking owes as long as it stands; each seeded one is another occurrence.
      source: "notice:created:attendee",
      occurrence: id,
      workflowName: "Text on booking",
      stepNumber: 1,
      channel: "sms",
      recipientRole: "attendee",
      recipient: "+4930901820",
      bodyTemplate: "Hi {ATTENDEE_FIRST_NAME}",
      dueAt: seededAt,
      relevantUntilAt: booking.startsAt,
      createdAt: seededAt,
      updatedAt: seededAt,
      ...columnsOf(state),
      ...values,
      state,
    })
    .returning();
  if (!row) throw new Error("The message was not inserted.");
  return row;
}

/** An attempt at a message, by default its first, started and not yet answered. */
export async function seedAttempt(
  db: Database,
  message: Pick<typeof messages.$inferSelect, "id" | "generation">,
  values: Partial<typeof attempts.$inferInsert> = {},
): Promise<typeof attempts.$inferSelect> {
  const [row] = await db
    .insert(attempts)
    .values({
      id: randomUUID(),
      messageId: message.id,
      number: 1,
      generation: message.generation,
      state: "started",
      provider: "twilio",
      body: "Hi Ada",
      requestId: "seeded",
      startedAt: seededAt,
      ...values,
    })
    .returning();
  if (!row) throw new Error("The attempt was not inserted.");
  return row;
}
