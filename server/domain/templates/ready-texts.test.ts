import { describe, expect, test } from "vitest";
import { bookingReader, bookingVariables } from "./booking-variables";
import { contentTemplate, contentVariables } from "./content-variables";
import { exampleBooking } from "./example-booking";
import { readyTexts } from "./ready-texts";
import { renderTemplate } from "./render-template";
import { smsSegments } from "./sms-segments";
import { unknownVariables } from "./unknown-variables";

const host = {
  name: "Mira Holt",
  email: "mira@example.org",
  phoneNumber: null,
  timeZone: "UTC",
  locale: "en",
};
const eventType = { id: 1, title: "30 minute meeting", lengthMinutes: 30 };
const booking = exampleBooking(host, eventType, new Date("2026-11-02T08:00:00Z"));
const values = bookingReader(booking, "attendee", "https://punctual.test");
const known = new Set(bookingVariables(booking, "attendee", "https://punctual.test").keys());
const written = readyTexts.filter(({ key }) => key !== "custom");

describe.each(written)("the ready-made text “$name”", ({ bodies, subject }) => {
  test("refers to nothing unknown, and is no text without words", () => {
    for (const text of [...Object.values(bodies), subject]) {
      expect(unknownVariables(text, known)).toEqual([]);
      expect(renderTemplate(text, values)).not.toBe("");
    }
  });

  test("fits one text message of 160 characters, or two where it carries a link", () => {
    const { encoding, segmentCount } = smsSegments(renderTemplate(bodies.sms, values));
    expect(encoding).toBe("GSM-7");
    expect(segmentCount).toBeLessThanOrEqual(bodies.sms.includes("_URL}") ? 2 : 1);
  });

  test("begins and ends with words for WhatsApp, which approves no template that doesn't", () => {
    expect(contentTemplate(bodies.whatsapp)).toMatch(/^[^{].*[^}]$/);
  });
});

describe("a content template", () => {
  const body =
    "Hi {ATTENDEE_FIRST_NAME}, {EVENT_NAME} on {EVENT_DATE_D MMM}. {ATTENDEE_FIRST_NAME}, see you.";

  test("numbers the variables of a text as they first come", () => {
    expect(contentTemplate(body)).toBe("Hi {{1}}, {{2}} on {{3}}. {{1}}, see you.");
    expect(contentVariables(body, values)).toEqual({ "1": "Alex", "2": "30 minute meeting", "3": "5 Nov" });
  });

  test("is never given an empty variable nor one of several lines", () => {
    const reader = new Map([["A", " one\ntwo "]]);
    expect(contentVariables("{A} {B}", reader)).toEqual({ "1": "one two", "2": "-" });
  });
});

test("all variables that organizers know from elsewhere stand for something", () => {
  const names =
    "event_name event_date event_time event_end_time timezone location organizer_name attendee_name attendee_first_name attendee_last_name attendee_email additional_notes meeting_url cancel_url cancel_reason reschedule_url reschedule_reason rating_url no_show_url attendee_timezone event_start_time_in_attendee_timezone event_end_time_in_attendee_timezone organizer attendee";
  for (const name of names.split(" "))
    expect(renderTemplate(`{${name.toUpperCase()}}`, values), name).not.toBe("");
});
