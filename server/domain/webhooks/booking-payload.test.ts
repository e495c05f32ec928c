import { describe, expect, it } from "vitest";
import { bookingPayload, type WebhookBooking } from "./booking-payload";
import { bookingPayloadSchema } from "./webhook-payload-schemas";

const booking: WebhookBooking = {
  id: 7,
  uid: "uid-7",
  status: "accepted",
  title: "Intro between Mira and Ada",
  notes: "Hello",
  location: "https://meet.example.com/x",
  startsAt: new Date("2026-11-03T09:00:00Z"),
  endsAt: new Date("2026-11-03T09:30:00Z"),
  responses: { company: "Engines Ltd" },
  metadata: { crm: "12" },
  guests: ["di@example.org"],
  eventType: {
    id: 3,
    slug: "intro",
    title: "Intro",
    description: "A first talk",
    requiresConfirmation: false,
    seatsPerSlot: null,
    showsSeatAttendees: false,
  },
  host: {
    id: 1,
    name: "Mira",
    email: "m@example.org",
    username: "mira",
    timeZone: "Europe/Berlin",
    locale: "en",
  },
  hostAbsent: false,
  attendees: [
    {
      name: "Ada",
      email: "ada@example.org",
      phoneNumber: "+4930901820",
      timeZone: "Asia/Kathmandu",
      language: "de",
      absent: false,
    },
  ],
  cancellationReason: null,
  cancelledByEmail: null,
  rejectionReason: null,
  reschedulingReason: null,
  rescheduledByEmail: null,
  former: null,
};

describe("a booking as a receiver is told of it", () => {
  it("has the fields that receivers of Cal.com know", () => {
    expect(bookingPayload(booking)).toMatchObject({
      type: "intro",
      title: "Intro between Mira and Ada",
      startTime: "2026-11-03T09:00:00.000Z",
      endTime: "2026-11-03T09:30:00.000Z",
      length: 30,
      uid: "uid-7",
      bookingId: 7,
      eventTypeId: 3,
      status: "ACCEPTED",
      organizer: { username: "mira", timeZone: "Europe/Berlin", utcOffset: 60, language: { locale: "en" } },
      attendees: [{ name: "Ada", utcOffset: 345, language: { locale: "de" } }],
      responses: {
        name: { label: "your_name", value: "Ada" },
        email: { label: "email_address", value: "ada@example.org" },
        company: { label: "company", value: "Engines Ltd" },
      },
      userFieldsResponses: { company: { label: "company", value: "Engines Ltd" } },
      metadata: { crm: "12", videoCallUrl: "https://meet.example.com/x" },
    });
  });

  it("leaves out what hasn't happened to it", () => {
    const payload = bookingPayload(booking);
    for (const field of ["rescheduleUid", "cancellationReason", "rejectionReason", "cancelledBy"]) {
      expect(payload).not.toHaveProperty(field);
    }
  });

  it("tells where it was before it was moved, and why it was cancelled", () => {
    const former = {
      id: 6,
      uid: "uid-6",
      startsAt: new Date("2026-11-02T09:00:00Z"),
      endsAt: new Date("2026-11-02T09:30:00Z"),
    };
    expect(bookingPayload({ ...booking, former, cancellationReason: "Ill" })).toMatchObject({
      rescheduleId: 6,
      rescheduleUid: "uid-6",
      rescheduleStartTime: "2026-11-02T09:00:00.000Z",
      cancellationReason: "Ill",
    });
  });

  it("has the fields that the API's description names, and no others", () => {
    const former = { id: 6, uid: "uid-6", startsAt: booking.startsAt, endsAt: booking.endsAt };
    const reasons = { cancellationReason: "Ill", rejectionReason: "Full", reschedulingReason: "Late" };
    const whole = { ...booking, ...reasons, former, cancelledByEmail: "m@example.org" };
    for (const each of [booking, whole]) {
      const payload = bookingPayload({ ...each, rescheduledByEmail: each.cancelledByEmail });
      expect(bookingPayloadSchema.strict().parse(payload)).toEqual(payload);
    }
  });
});
