import { describe, expect, test } from "vitest";
import type { BookingFacts } from "@/server/domain/bookings/booking-facts";
import { bookingReader, bookingVariables } from "./booking-variables";
import { htmlMail } from "./html-mail";
import { renderTemplate } from "./render-template";

const facts: BookingFacts = {
  uid: "u1",
  title: "Meeting",
  notes: "",
  location: "",
  startsAt: new Date("2026-11-01T05:30:00Z"),
  endsAt: new Date("2026-11-01T06:00:00Z"),
  attendanceConfirmedAt: null,
  cancellationReason: null,
  reschedulingReason: null,
  rejectionReason: null,
  seriesStartsAt: null,
  responses: {},
  eventTypeId: 1,
  eventTypeTitle: "30 minute meeting",
  host: {
    name: "Maya",
    email: "maya@example.com",
    phoneNumber: null,
    timeZone: "Europe/Berlin",
    locale: "en",
  },
  attendee: {
    name: "Ada King Lovelace",
    email: null,
    phoneNumber: "+14155552671",
    timeZone: "America/New_York",
    language: "en",
    isReturning: false,
  },
};

describe("renderTemplate", () => {
  test("variables are replaced, and one without a value is never sent raw", () => {
    expect(renderTemplate("Hi {NAME}, {UNKNOWN}!", new Map([["NAME", "Ada"]]))).toBe("Hi Ada, !");
  });

  test("a value that looks like a variable is not replaced again", () => {
    const values = new Map([
      ["NAME", "{SECRET}"],
      ["SECRET", "x"],
    ]);
    expect(renderTemplate("{NAME}", values)).toBe("{SECRET}");
  });
});

describe("bookingVariables", () => {
  test("times are in the attendee's zone for the attendee, also in the hour that happens twice", () => {
    const values = bookingVariables(facts, "attendee", "https://p.example");
    expect(values.get("EVENT_TIME")).toBe("1:30 AM");
    expect(values.get("EVENT_DATE")).toBe("Sun, Nov 1, 2026");
    expect(values.get("RESCHEDULE_URL")).toBe("https://p.example/booking/u1");
  });

  test("times are in the host's zone for the host", () => {
    const values = bookingVariables(facts, "host", "https://p.example");
    expect(values.get("EVENT_TIME")).toBe("6:30 AM");
    expect(values.get("TIMEZONE")).toBe("Europe/Berlin");
  });

  test("a name is split into first and the rest", () => {
    const values = bookingVariables(facts, "attendee", "https://p.example");
    expect([values.get("ATTENDEE_FIRST_NAME"), values.get("ATTENDEE_LAST_NAME")]).toEqual([
      "Ada",
      "King Lovelace",
    ]);
  });

  test("no value holds a character that turns a text into short segments", () => {
    const values = [...bookingVariables(facts, "attendee", "https://p.example").values()].join("");
    expect(values).toMatch(/^[\x20-\x7e]*$/);
  });
});

describe("bookingReader", () => {
  const answered = {
    ...facts,
    responses: { "Favourite colour": "blue", size: 3, "Größe?": ["S", "M"], ok: true },
  };
  const rendered = (template: string, recipient: "attendee" | "host" = "attendee") =>
    renderTemplate(template, bookingReader(answered, recipient, "https://p.example"));

  test.each([
    ["{EVENT_DATE_dddd, D MMMM}", "Sunday, 1 November"],
    ["{EVENT_DATE_YYYY-MM-DD} {EVENT_TIME_HH:mm}", "2026-11-01 01:30"],
    ["{EVENT_TIME_h:mm a}-{EVENT_END_TIME_hh:mm A}", "1:30 am-01:00 AM"],
    ["{EVENT_DATE_D [of] MMM YY}", "1 of Nov 26"],
    ["{FAVOURITE_COLOUR}, {SIZE}, {GRÖSSE_}, {OK}", "blue, 3, S, M, yes"],
    ["[{EVENT_DATE_ZZZ}{EVENT_TIME_nonsense}{NOBODY}]", "[]"],
    ["{Mixed Case} { EVENT_DATE }", "{Mixed Case} { EVENT_DATE }"],
    ["{event_name} [{lower}]", "30 minute meeting []"],
  ])("%s is %s", (template, text) => {
    expect(rendered(template)).toBe(text);
  });

  test("formats are in the recipient's zone and language, or in the attendee's zone where the name says so", () => {
    const german = { ...answered, host: { ...answered.host, locale: "de" } };
    const template = "{EVENT_DATE_dddd} {EVENT_TIME_HH:mm} {EVENT_START_TIME_IN_ATTENDEE_TIMEZONE_HH:mm}";
    expect(renderTemplate(template, bookingReader(german, "host", ""))).toBe("Sonntag 06:30 01:30");
  });
});

describe("htmlMail", () => {
  test("text is escaped and links become links", () => {
    const html = htmlMail('Hi <b>"Ada"</b>\n\nhttps://p.example/x?a=1&b=2');
    expect(html).toContain("Hi &#60;b&#62;&#34;Ada&#34;&#60;/b&#62;");
    expect(html).toContain('<a href="https://p.example/x?a=1&#38;b=2">');
  });

  test("an attendee reads in their language, and everybody else in the host's", () => {
    const both = {
      ...facts,
      host: { ...facts.host, locale: "de" },
      attendee: { ...facts.attendee, language: "fr" },
    };
    const said = (["attendee", "host", "fixed"] as const).map((role) =>
      renderTemplate("{EVENT_DATE} {EVENT_TIME} {TIMEZONE}", bookingReader(both, role, "")),
    );
    expect(said).toEqual([
      "dim. 1 nov. 2026 01:30 America/New_York",
      "So., 1. Nov. 2026 06:30 Europe/Berlin",
      "So., 1. Nov. 2026 06:30 Europe/Berlin",
    ]);
  });
});
