import { and, eq } from "drizzle-orm";
import { messages } from "@/db/schema/messages";
import { optOuts } from "@/db/schema/opt-outs";
import { seedEventType, seedWorkflow } from "@/db/testing/seed-organizer";
import { recordOptOut } from "@/server/services/opt-outs/record-opt-out";
import { type AccessWorld, secretWord } from "./access-world";

// What an owner has, made anew for each attempt, as the input that names it.

let made = 0;
export const fresh = (): number => {
  made += 1;
  return made;
};

export const timesOf = ({ eventTypeId }: AccessWorld) => ({
  eventType: { id: eventTypeId },
  from: "2026-11-03T00:00:00Z",
  to: "2026-11-05T00:00:00Z",
});

export const ofBooking =
  (more: object = {}) =>
  async (world: AccessWorld) => ({ uid: await world.book(), ...more });

/** One who may be added to a booking. */
export const newcomer = () => ({ name: "Di", email: `di${fresh()}@example.org`, timeZone: "UTC" });

export const ofAddedAttendee = () => async (world: AccessWorld) => {
  const uid = await world.book();
  const { answer } = await world.callers.owner.booking.addAttendee({ uid, attendee: newcomer() });
  return { uid, attendeeId: answer.id };
};

export const ofRequest =
  (more: object = {}) =>
  async (world: AccessWorld) => {
    const values = { slug: `asked-${fresh()}`, title: secretWord, confirmation: "always" } as const;
    const { id: eventTypeId } = await seedEventType(world.database.db, world.owner, values);
    return { uid: await world.book({ eventTypeId }), ...more };
  };

export const ofSchedule =
  (more: object = {}) =>
  async ({ callers }: AccessWorld) => {
    const { answer } = await callers.owner.schedule.create(newSchedule(`${secretWord} ${fresh()}`));
    return { id: answer.id, ...more };
  };

export const ofEventType =
  (more: object = {}, name: "id" | "eventTypeId" = "id") =>
  async (world: AccessWorld) => {
    const values = { slug: `kind-${fresh()}`, title: secretWord };
    return { [name]: (await seedEventType(world.database.db, world.owner, values)).id, ...more };
  };

export const ofPrivateLink = async (world: AccessWorld) => {
  const link = await world.callers.owner.eventType.createPrivateLink({ eventTypeId: world.eventTypeId });
  return link;
};

export const ofAbsence =
  (more: object = {}) =>
  async ({ callers }: AccessWorld) => {
    const { answer } = await callers.owner.outOfOffice.create(freeDates());
    return { id: answer.id, ...more };
  };

export const ofWorkflow =
  (more: object = {}) =>
  async ({ database, owner }: AccessWorld) => ({
    id: (await seedWorkflow(database.db, owner, { name: secretWord })).id,
    ...more,
  });

export const ofMessage = async (world: AccessWorld) => {
  await world.book();
  const [message] = await world.database.db
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.ownerId, world.owner.id), eq(messages.state, "planned")))
    .limit(1);
  return { id: message?.id ?? "" };
};

export const ofOptOut = async (world: AccessWorld) => {
  const phoneNumber = `+4930901${String(100 + fresh())}`;
  await world.database.db.transaction((tx) =>
    recordOptOut(world.ctx, tx, { ownerId: world.owner.id, phoneNumber, source: "reply" }),
  );
  const [row] = await world.database.db.select().from(optOuts).where(eq(optOuts.phoneNumber, phoneNumber));
  return { id: row?.id ?? 0, consent: "Said so on the phone on Monday" };
};

export const ofReservation =
  (more: object = {}) =>
  async (world: AccessWorld) => {
    const wanted = { eventType: { id: world.eventTypeId }, startsAt: world.freeStart() };
    return { uid: (await world.callers.owner.reservation.create(wanted)).answer.uid, ...more };
  };

export const ofRecipient =
  (more: object = {}) =>
  async ({ callers }: AccessWorld) => {
    const value = `desk-${fresh()}@example.org`;
    const { recipient } = await callers.owner.verifiedRecipient.requestCode({ kind: "email", value });
    return { id: recipient.id, ...more };
  };

export const newSchedule = (name: string) => ({
  name,
  timeZone: "Europe/Berlin",
  weeklyHours: [{ weekday: 1 as const, startMinute: 540, endMinute: 600 }],
});
export const freeDates = () => {
  const day = new Date(Date.parse("2030-01-01T00:00:00Z") + fresh() * 86_400_000).toISOString().slice(0, 10);
  return { startOn: day, endOn: day };
};
export const newWorkflow = () => ({
  name: `Greet ${fresh()}`,
  trigger: "new_booking",
  timings: [],
  steps: [{ action: "sms_attendee", body: "Hi {ATTENDEE_NAME}" }],
  activeOn: { kind: "all" },
});

export const newWebhook = () => ({
  subscriberUrl: `https://93.184.216.34/hook/${fresh()}`,
  triggers: ["BOOKING_CREATED" as const],
});

export const ofWebhook =
  (more: object = {}) =>
  async ({ callers }: AccessWorld) => {
    const payloadTemplate = `{"for": "${secretWord}"}`;
    const { answer } = await callers.owner.webhook.create({ ...newWebhook(), payloadTemplate });
    return { id: answer.id, ...more };
  };

export const ofDelivery = async (world: AccessWorld) => {
  const { id } = await ofWebhook()(world);
  await world.book();
  const { items } = await world.callers.owner.webhook.deliveries({ id });
  return { id: items[0]?.id ?? "" };
};
