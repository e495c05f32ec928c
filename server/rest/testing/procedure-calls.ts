import { seedEventType } from "@/db/testing/seed-organizer";
import { type AccessWorld, secretWord } from "./access-world";
import {
  freeDates,
  fresh,
  newcomer,
  newSchedule,
  newWebhook,
  newWorkflow,
  ofAbsence,
  ofAddedAttendee,
  ofBooking,
  ofDelivery,
  ofEventType,
  ofMessage,
  ofOptOut,
  ofPrivateLink,
  ofRecipient,
  ofRequest,
  ofReservation,
  ofSchedule,
  ofWebhook,
  ofWorkflow,
  timesOf,
} from "./owned-things";

/**
 * Whose a procedure is. `public`: anyone's. `link`: of whoever knows a uid that can't be guessed. `own`: of any organizer,
 * on what is theirs. `owned`: of the organizer who has the thing it names. `desk` and `desk-owned`: the same, but only
 * signed in, never by a key. `key`: of an API key alone, on itself.
 */
export type AccessKind = "public" | "link" | "own" | "owned" | "desk" | "desk-owned" | "key";

export type ProcedureCall = {
  kind: AccessKind;
  /** Made anew for each attempt; absent where the procedure takes nothing. */
  input?: (world: AccessWorld) => unknown;
  /** What its owner is told where more would have to be true of the world; the code of the refusal. */
  ownerIsTold?: string;
};

/** One call of each procedure, which would succeed for the owner of what it names. */
export const procedureCalls: Readonly<Record<string, ProcedureCall>> = {
  "account.get": { kind: "own" },
  "account.overview": { kind: "own" },
  "account.installation": { kind: "public" },
  "account.setUp": {
    kind: "public",
    input: () => ({
      token: "no",
      name: "Eve",
      username: "eve",
      email: "eve@example.org",
      password: "a long password",
      timeZone: "UTC",
    }),
    ownerIsTold: "NOT_FOUND",
  },
  "account.changeProfile": { kind: "own", input: () => ({ locale: "en" }) },
  "account.apiKeys": { kind: "desk" },
  "account.createApiKey": { kind: "desk", input: () => ({ name: "New", scope: "read" }) },
  "account.refreshApiKey": { kind: "key", input: () => ({}) },
  "account.revokeApiKey": {
    kind: "desk-owned",
    input: async ({ callers }) => {
      const { key } = await callers.owner.account.createApiKey({ name: secretWord, scope: "read" });
      return { id: key.id };
    },
  },
  "booking.create": {
    kind: "public",
    input: (world) => ({
      eventType: { id: world.eventTypeId },
      startsAt: world.freeStart(),
      attendee: { name: "Di", email: "di@example.org", timeZone: "UTC" },
    }),
  },
  "booking.get": { kind: "link", input: ofBooking() },
  "booking.getBySeat": {
    kind: "link",
    input: async (world) => {
      const values = { slug: `seats-${fresh()}`, seatsPerSlot: 3 };
      const { id: eventTypeId } = await seedEventType(world.database.db, world.owner, values);
      const booked = await world.callers.owner.booking.get({ uid: await world.book({ eventTypeId }) });
      return { seatUid: booked.seat?.uid };
    },
  },
  "booking.getSeries": {
    kind: "link",
    input: async (world) => {
      const values = {
        slug: `series-${fresh()}`,
        recurrence: { frequency: "weekly" as const, interval: 1, count: 2 },
      };
      const { id: eventTypeId } = await seedEventType(world.database.db, world.owner, values);
      const booked = await world.callers.owner.booking.get({ uid: await world.book({ eventTypeId }) });
      return { seriesUid: booked.series?.uid };
    },
  },
  "booking.list": { kind: "own", input: () => ({}) },
  "booking.search": { kind: "own", input: () => ({}) },
  "booking.messages": { kind: "owned", input: ofBooking() },
  "booking.timeline": { kind: "owned", input: ofBooking() },
  "booking.reschedule": {
    kind: "link",
    input: async (world) => ({ uid: await world.book(), startsAt: world.freeStart() }),
  },
  "booking.cancel": { kind: "link", input: ofBooking({ cancellationReason: "Ill" }) },
  "booking.confirm": { kind: "owned", input: ofRequest() },
  "booking.decline": { kind: "owned", input: ofRequest({ reason: "Away" }) },
  "booking.changeLocation": { kind: "owned", input: ofBooking({ location: "Room 2" }) },
  "booking.addAttendee": { kind: "owned", input: ofBooking({ attendee: newcomer() }) },
  "booking.removeAttendee": { kind: "owned", input: ofAddedAttendee() },
  "booking.addGuests": { kind: "owned", input: ofBooking({ guests: ["di@example.org"] }) },
  "booking.calendarLinks": { kind: "owned", input: ofBooking() },
  "booking.rate": { kind: "link", input: ofBooking({ rating: 5 }), ownerIsTold: "BAD_REQUEST" },
  "booking.markAbsent": { kind: "owned", input: ofBooking({ host: true }), ownerIsTold: "BAD_REQUEST" },
  "booking.confirmAttendance": { kind: "link", input: ofBooking() },
  "eventType.list": { kind: "own" },
  "eventType.listOffered": { kind: "public", input: ({ owner }) => ({ username: owner.username }) },
  "eventType.get": { kind: "owned", input: ofEventType() },
  "eventType.create": {
    kind: "own",
    input: () => ({ title: "Talk", slug: `talk-${fresh()}`, lengthMinutes: 30 }),
  },
  "eventType.update": { kind: "owned", input: ofEventType({ title: "Walk" }) },
  "eventType.delete": { kind: "owned", input: ofEventType() },
  "eventType.listPrivateLinks": { kind: "owned", input: ofEventType({}, "eventTypeId") },
  "eventType.createPrivateLink": { kind: "owned", input: ofEventType({}, "eventTypeId") },
  "eventType.revokePrivateLink": {
    kind: "owned",
    input: async (world) => ({ id: (await ofPrivateLink(world)).link.id }),
  },
  "message.list": { kind: "own", input: () => ({}) },
  "message.get": { kind: "owned", input: ofMessage },
  "message.failingRecipients": { kind: "own" },
  "message.cancel": { kind: "owned", input: ofMessage },
  "message.retry": { kind: "owned", input: ofMessage, ownerIsTold: "CONFLICT" },
  "optOut.list": { kind: "own", input: () => ({}) },
  "optOut.remove": { kind: "desk-owned", input: ofOptOut },
  "outOfOffice.list": { kind: "own" },
  "outOfOffice.create": { kind: "own", input: freeDates },
  "outOfOffice.update": { kind: "owned", input: ofAbsence({ notes: "Away" }) },
  "outOfOffice.delete": { kind: "owned", input: ofAbsence() },
  "profile.get": { kind: "public", input: ({ owner }) => ({ username: owner.username }) },
  "profile.only": { kind: "public" },
  "profile.eventType": {
    kind: "public",
    input: ({ owner }) => ({ username: owner.username, slug: "intro" }),
  },
  "profile.privateEventType": {
    kind: "link",
    input: async (world) => ({ privateLinkToken: (await ofPrivateLink(world)).token }),
  },
  "reservation.create": {
    kind: "public",
    input: (world) => ({ eventType: { id: world.eventTypeId }, startsAt: world.freeStart() }),
  },
  "reservation.get": { kind: "link", input: ofReservation() },
  "reservation.update": { kind: "link", input: ofReservation() },
  "reservation.delete": { kind: "link", input: ofReservation() },
  "schedule.list": { kind: "own" },
  "schedule.get": { kind: "owned", input: ofSchedule() },
  "schedule.create": { kind: "own", input: () => newSchedule(`Hours ${fresh()}`) },
  "schedule.update": { kind: "owned", input: ofSchedule({ name: "Mine" }) },
  "schedule.delete": { kind: "owned", input: ofSchedule() },
  "sender.list": { kind: "own" },
  "sender.check": { kind: "own", input: () => ({ id: "none" }), ownerIsTold: "NOT_FOUND" },
  "slots.list": { kind: "public", input: timesOf },
  "slots.starts": { kind: "public", input: timesOf },
  "slots.next": { kind: "public", input: ({ eventTypeId }) => ({ eventType: { id: eventTypeId } }) },
  "slots.explainDay": {
    kind: "public",
    input: ({ eventTypeId }) => ({ eventType: { id: eventTypeId }, on: "2026-11-08", timeZone: "UTC" }),
  },
  "workflow.list": { kind: "own" },
  "workflow.get": { kind: "owned", input: ofWorkflow() },
  "workflow.create": { kind: "own", input: newWorkflow },
  "workflow.update": { kind: "owned", input: ofWorkflow(newWorkflow()) },
  "workflow.delete": { kind: "owned", input: ofWorkflow() },
  "workflow.setActive": { kind: "owned", input: ofWorkflow({ activeOn: { kind: "all" } }) },
  "workflow.templates": { kind: "own" },
  "workflow.previewStep": {
    kind: "owned",
    input: async (world) => ({ action: "sms_attendee", body: "Hi", bookingUid: await world.book() }),
  },
  "workflow.previewPlan": {
    kind: "owned",
    input: async (world) => ({ booking: { kind: "booking", uid: await world.book() } }),
  },
  "workflow.previewChange": {
    kind: "owned",
    input: async (world) => ({ verb: "delete", input: await ofWorkflow()(world) }),
  },
  "workflow.pendingChange": { kind: "owned", input: ofWorkflow() },
  "workflow.testSend": {
    kind: "owned",
    input: async (world) => ({
      step: { action: "email_attendee", subject: "Hi", body: "Hi" },
      workflowId: (await ofWorkflow()(world)).id,
    }),
  },
  "workflow.dryRun": { kind: "own", input: () => ({ verb: "create", input: newWorkflow() }) },
  "workflow.listRuns": { kind: "owned", input: ofWorkflow() },
  "workflow.exportRuns": { kind: "owned", input: ofWorkflow() },
  "workflow.tallyLastMonth": { kind: "own" },
  "trip.list": { kind: "own" },
  "trip.create": { kind: "own", input: () => ({ ...freeDates(), timeZone: "Asia/Tokyo" }) },
  "trip.delete": {
    kind: "owned",
    input: async ({ callers }) => {
      const { id } = await callers.owner.trip.create({ ...freeDates(), timeZone: "Asia/Tokyo" });
      return { id };
    },
  },
  "verifiedRecipient.list": { kind: "own" },
  "verifiedRecipient.requestCode": {
    kind: "own",
    input: () => ({ kind: "email", value: `mine-${fresh()}@example.org` }),
  },
  "verifiedRecipient.verifyCode": {
    kind: "owned",
    input: ofRecipient({ code: "000000" }),
    ownerIsTold: "BAD_REQUEST",
  },
  "verifiedRecipient.setOwn": { kind: "owned", input: ofRecipient(), ownerIsTold: "BAD_REQUEST" },
  "verifiedRecipient.delete": { kind: "owned", input: ofRecipient() },
  "webhook.list": { kind: "own" },
  "webhook.get": { kind: "owned", input: ofWebhook() },
  "webhook.create": { kind: "own", input: newWebhook },
  "webhook.update": { kind: "owned", input: ofWebhook({ active: false }) },
  "webhook.delete": { kind: "owned", input: ofWebhook() },
  "webhook.deleteOfEventType": { kind: "owned", input: ofEventType({}, "eventTypeId") },
  "webhook.deliveries": { kind: "owned", input: ofWebhook() },
  "webhook.replay": { kind: "owned", input: ofDelivery, ownerIsTold: "CONFLICT" },
  "webhook.test": { kind: "owned", input: ofWebhook() },
  "webhook.testCall": {
    kind: "own",
    input: () => ({ url: "http://127.0.0.1:1/", secret: "a secret that is long enough" }),
  },
};
