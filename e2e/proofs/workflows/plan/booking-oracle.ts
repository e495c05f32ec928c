import type { Condition } from "@/server/domain/workflows/condition";
import type { Workflow } from "@/server/domain/workflows/workflow";
import type { ActiveOn } from "@/server/domain/workflows/workflow-input";
import { minutesOf, readingAt } from "../local-clock";

/**
 * What becomes of texts to a number: they arrive, are reported as undelivered, are refused for good, are taken and never
 * heard of again, or are refused for now each time.
 */
export type Line = "fine" | "undelivered" | "refused" | "silent" | "busy";

export type Person = {
  name: string;
  email: string;
  phone: string | null;
  timeZone: string;
  country: string | null;
  line: Line;
};

export type OracleHost = {
  id: number;
  name: string;
  email: string;
  phone: string | null;
  timeZone: string;
  workflows: (Workflow & { activeOn: ActiveOn })[];
};

export type BookingStatus = "pending" | "accepted" | "rejected" | "cancelled";

/** A mail that follows a text. */
export type Follow = { afterMinutes: number | null; to: string; shown: string };

/** A message as the rules that organizers are told of would have it. */
export type ExpectedMessage = {
  source: string;
  workflowId: number | null;
  stepId: number | null;
  channel: "sms" | "email" | "whatsapp" | "webhook";
  role: "attendee" | "host" | "fixed" | "receiver";
  recipient: string;
  occurrence: string;
  dueMs: number;
  untilMs: number;
  /** What shows of it: a text's body, a mail's subject, whom and which time a call is about. */
  shown: string;
  trigger: string | null;
  state:
    | "waiting"
    | "sent"
    | "undelivered"
    | "failed"
    | "unconfirmed"
    | "skipped"
    | "cancelled"
    | "superseded";
  reason: string | null;
  /** Put off to the hour at which its booking was made. */
  isMadeUp: boolean;
  /** Of texts: what follows if it doesn't arrive. */
  follow: Follow | null;
  /** The text that couldn't be tried, in whose place it is. */
  insteadOf: ExpectedMessage | null;
};

export type ExpectedBooking = {
  uid: string;
  host: OracleHost;
  person: Person;
  eventType: { id: number; title: string; mustBeConfirmed: boolean };
  startMs: number;
  endMs: number;
  status: BookingStatus;
  wasAgreed: boolean;
  attendanceConfirmed: boolean;
  isMoved: boolean;
  absent: ReadonlySet<"attendee" | "host">;
  /** The chain of moves it belongs to, and its series. */
  chain: number;
  series: string | null;
  /** Its place among the host's bookings, in the order in which they were made. */
  order: number;
  answers: Record<string, string>;
  /** The workflows that it was made with, where it named them. */
  named: number[] | null;
  messages: ExpectedMessage[];
};

/** The workflows that a booking of this event type gets, or that it named. */
export function workflowsFor({ host, named, eventType }: ExpectedBooking): Workflow[] {
  return host.workflows.filter(({ id, activeOn }) => {
    if (named !== null) return named.includes(id);
    if (activeOn.kind === "event_types") return activeOn.eventTypeIds.includes(eventType.id);
    return activeOn.kind === "all";
  });
}

/** Whether all conditions of a workflow hold, told from its documentation. */
export function holdsFor(
  { conditions }: Workflow,
  booking: ExpectedBooking,
  all: readonly ExpectedBooking[],
): boolean {
  return conditions.every((condition) => holds(condition, booking, all));
}

function holds(condition: Condition, booking: ExpectedBooking, all: readonly ExpectedBooking[]): boolean {
  const { person, host, startMs, endMs } = booking;
  switch (condition.kind) {
    case "event_type":
      return condition.eventTypeIds.includes(booking.eventType.id);
    case "length": {
      const minutes = (endMs - startMs) / 60_000;
      return condition.is === "at_least" ? minutes >= condition.minutes : minutes <= condition.minutes;
    }
    case "answer": {
      const answer = booking.answers[condition.question]?.toLowerCase();
      const value = condition.value.toLowerCase();
      if (condition.is === "containing") return answer?.includes(value) ?? false;
      return (answer === value) === (condition.is === "equal");
    }
    case "answered":
      return condition.question in booking.answers === condition.isAnswered;
    case "attendee":
      return hasBookedBefore(booking, all) === (condition.is === "returning");
    case "country":
      return person.country !== null && condition.countries.includes(person.country);
    case "has_phone":
      return (person.phone !== null) === condition.hasPhone;
    case "start": {
      const zone = condition.zoneOf === "host" ? host.timeZone : person.timeZone;
      const { minutes, weekday } = readingAt(startMs, zone);
      const [from, until] = [minutesOf(condition.from), minutesOf(condition.until)];
      const isInHours =
        from < until ? minutes >= from && minutes < until : minutes >= from || minutes < until;
      return isInHours && condition.weekdays.includes(weekday);
    }
  }
}

function hasBookedBefore(booking: ExpectedBooking, all: readonly ExpectedBooking[]): boolean {
  return all.some(
    (other) =>
      other.person === booking.person &&
      other.order < booking.order &&
      other.status === "accepted" &&
      other.chain !== booking.chain &&
      (other.series === null || other.series !== booking.series),
  );
}
