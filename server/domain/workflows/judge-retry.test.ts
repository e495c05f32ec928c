import { describe, expect, test } from "vitest";
import { describeRetryRefusal, judgeRetry, type RetryFacts, retryRefusals } from "./judge-retry";
import { messageReasons } from "./message-state";

const now = new Date("2026-11-24T10:00:00Z");
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

const verdictOn = (facts: Partial<RetryFacts>) =>
  judgeRetry(
    {
      channel: "sms",
      state: "failed",
      reason: null,
      recipient: "+491712345678",
      source: "step:7",
      dueAt: inMinutes(-5),
      relevantUntilAt: inMinutes(60),
      retriedById: null,
      trigger: "before_meeting",
      bookingStatus: "accepted",
      bookingWasMoved: false,
      attendeeIsAbsent: false,
      hostIsAbsent: false,
      attendanceIsConfirmed: false,
      isOptedOut: false,
      ...facts,
    },
    now,
  );

describe("a message may be sent anew", () => {
  test.each(["failed", "undelivered", "unconfirmed"] as const)("at once when it is %s", (state) => {
    const mayHaveArrived = state === "unconfirmed";
    expect(verdictOn({ state })).toEqual({ kind: "possible", dueAt: now, mayHaveArrived });
  });

  test.each(["not_verified", "country_not_allowed", "quiet_hours"] as const)(
    "when it was skipped as %s, which may have been mended",
    (reason) => {
      expect(verdictOn({ state: "skipped", reason }).kind).toBe("possible");
    },
  );

  test("at its own time when it was called off before", () => {
    const calledOff = { state: "cancelled", reason: "cancelled_by_organizer" } as const;
    expect(verdictOn({ ...calledOff, dueAt: inMinutes(30) })).toMatchObject({ dueAt: inMinutes(30) });
    expect(verdictOn(calledOff)).toMatchObject({ dueAt: now });
  });

  test.each([
    ["notice:cancelled:attendee", "cancelled"],
    ["notice:declined:host", "rejected"],
    ["notice:requested:host", "pending"],
    ["notice:rescheduled:attendee", "pending"],
    ["notice:rescheduled:attendee", "accepted"],
  ] as const)("as %s while the booking is %s", (source, bookingStatus) => {
    expect(verdictOn({ source, trigger: null, channel: "email", bookingStatus }).kind).toBe("possible");
  });

  test("of a no-show while the mark stands", () => {
    expect(verdictOn({ trigger: "no_show_attendee", attendeeIsAbsent: true }).kind).toBe("possible");
    expect(verdictOn({ trigger: "no_show_host", hostIsAbsent: true }).kind).toBe("possible");
    const withdrawn = { kind: "refused", why: "not_owed" };
    expect(verdictOn({ trigger: "no_show_attendee", hostIsAbsent: true })).toEqual(withdrawn);
    expect(verdictOn({ source: "notice:host_no_show:attendee", attendeeIsAbsent: true })).toEqual(withdrawn);
  });

  test("though the number replied STOP, if it is a mail", () => {
    expect(verdictOn({ channel: "email", isOptedOut: true }).kind).toBe("possible");
  });
});

describe("a message may not be sent anew", () => {
  test.each<[what: string, facts: Partial<RetryFacts>, why: string]>([
    ["that was already", { retriedById: "another" }, "already_retried"],
    ["that is on its way", { state: "reconciling" }, "not_ended"],
    ["that is planned", { state: "planned" }, "not_ended"],
    ["that was sent", { state: "accepted" }, "already_sent"],
    ["that arrived", { state: "delivered" }, "already_sent"],
    ["that has nobody to go to", { state: "skipped", reason: "no_phone", recipient: "" }, "no_recipient"],
    ["that another replaced", { state: "superseded", reason: "booking_rescheduled" }, "not_owed"],
    ["whose step is gone", { trigger: null }, "not_owed"],
    ["of a cancelled booking", { bookingStatus: "cancelled" }, "not_owed"],
    ["of a booking that was moved", { source: "notice:cancelled:host", bookingWasMoved: true }, "not_owed"],
    ["that asks about a request that was answered", { source: "notice:requested:host" }, "not_owed"],
    ["whose time is over", { relevantUntilAt: now }, "too_late"],
    ["to a number that replied STOP", { isOptedOut: true }, "opted_out"],
  ])("%s", (_, facts, why) => {
    expect(verdictOn(facts)).toEqual({ kind: "refused", why });
  });

  test.each(
    messageReasons.filter((reason) => reason.startsWith("booking_") || reason === "workflow_changed"),
  )("that ended as %s", (reason) => {
    expect(verdictOn({ state: "cancelled", reason })).toEqual({ kind: "refused", why: "not_owed" });
  });
});

test.each(retryRefusals)("%s is said in whole sentences", (why) => {
  expect(describeRetryRefusal(why)).toMatch(/^[A-Z].*\.$/);
});
