import { expect, test } from "vitest";
import { bookingTimeline, type TimelineInput, type TimelineMessage } from "./booking-timeline";

const at = (seconds: number) => new Date(Date.parse("2026-11-24T10:00:00Z") + seconds * 1000);

const booking = {
  id: 1,
  uid: "first",
  startsAt: at(86_400),
  attendeeName: "Ada Lovelace",
  createdAt: at(0),
  updatedAt: at(60),
};
const booked = {
  id: 1,
  bookingId: 1,
  action: "booking.created",
  door: "web" as const,
  actorKind: "anonymous" as const,
  actorName: null,
  fromBookingId: null,
  messageId: null,
  reason: null,
  createdAt: at(0.01),
};

function text(facts: Partial<TimelineMessage> = {}): TimelineMessage {
  return {
    id: "text",
    bookingId: 1,
    name: "Reminder",
    recipient: "+12025550123",
    channel: "sms",
    state: "planned",
    reason: null,
    code: null,
    dueAt: at(3600),
    createdAt: at(0.005),
    updatedAt: at(0.005),
    nextAttemptAt: null,
    retriedById: null,
    ...facts,
  };
}

function titles(input: Partial<TimelineInput>): string[] {
  const nothing = {
    bookings: [booking],
    audit: [booked],
    messages: [],
    attempts: [],
    receipts: [],
    inbound: [],
  };
  return bookingTimeline({ ...nothing, now: at(120), ...input }).map(({ title }) => title);
}

test("what a change did to messages comes after the change, though it was written before", () => {
  const skipped = text({ state: "skipped", reason: "no_phone" });
  expect(titles({ messages: [skipped] })).toEqual(["Booked", "Reminder: not sent"]);
  const cancelled = { ...booked, id: 2, action: "booking.cancelled", createdAt: at(60.02) };
  const calledOff = text({ state: "cancelled", reason: "booking_cancelled", updatedAt: at(60.01) });
  expect(titles({ audit: [booked, cancelled], messages: [calledOff] })).toEqual([
    "Booked",
    "Cancelled",
    "Reminder: called off",
  ]);
});

test("receipts follow their attempt in the order they came", () => {
  const attempt = {
    id: "a",
    messageId: "text",
    provider: "twilio",
    number: 1,
    state: "accepted" as const,
    code: null,
    httpStatus: null,
    answer: null,
    providerMessageId: "SM1",
    startedAt: at(10),
  };
  const receipt = (id: number, status: string, seconds: number) => ({
    id,
    messageId: "text",
    status,
    code: "",
    receivedAt: at(seconds),
  });
  expect(
    titles({
      messages: [text({ state: "delivered" })],
      attempts: [attempt],
      receipts: [receipt(9, "sent", 12), receipt(10, "delivered", 12)],
    }),
  ).toEqual(["Booked", "Reminder: sent", "Reminder: handed to the phone network", "Reminder: delivered"]);
});

test.each([
  ["organizer", "organizer", null, "By you, in Punctual."],
  ["api_key", "rest", "Website", "By the API key “Website”, through the API."],
  ["api_key", "rest", null, "By an API key, through the API."],
  ["link_holder", "web", null, "By someone with Ada Lovelace’s booking link, on the booking page."],
  ["system", "import", null, "By Punctual, by an import."],
] as const)("%s at the door %s is told in words", (actorKind, door, actorName, meaning) => {
  const [entry] = bookingTimeline({
    bookings: [booking],
    audit: [{ ...booked, actorKind, door, actorName }],
    messages: [],
    attempts: [],
    receipts: [],
    inbound: [],
    now: at(120),
  });
  expect(entry?.meaning).toBe(meaning);
});

test("what the organizer did about a message is told once, of messages that are there", () => {
  const organizer = { ...booked, actorKind: "organizer" as const, door: "organizer" as const };
  const calledOff = {
    ...organizer,
    id: 2,
    action: "message.cancelled",
    messageId: "text",
    createdAt: at(60),
  };
  const ofAnother = { ...calledOff, id: 3, messageId: "another" };
  const entries = bookingTimeline({
    bookings: [booking],
    audit: [calledOff, ofAnother],
    messages: [text({ state: "cancelled", reason: "cancelled_by_organizer", updatedAt: at(60) })],
    attempts: [],
    receipts: [],
    inbound: [],
    now: at(120),
  });
  expect(entries).toMatchObject([
    { title: "Reminder: called off", meaning: "By you, in Punctual.", messageId: "text" },
  ]);
});

test("what is still to come stands at its own time", () => {
  expect(titles({ messages: [text()] })).toEqual(["Booked", "Reminder: scheduled"]);
  const timeline = bookingTimeline({
    bookings: [booking],
    audit: [],
    messages: [text({ state: "retrying", nextAttemptAt: at(300) })],
    attempts: [],
    receipts: [],
    inbound: [],
    now: at(120),
  });
  expect(timeline).toMatchObject([{ kind: "due", at: at(300).toISOString(), tone: "warn" }]);
});
