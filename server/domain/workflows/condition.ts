import parsePhoneNumber from "libphonenumber-js";
import { Temporal } from "temporal-polyfill";

/** What must be so of a booking for a workflow to apply; a workflow has any number, of which all must hold. */
export type Condition =
  | { kind: "event_type"; eventTypeIds: number[] }
  | { kind: "length"; is: "at_least" | "at_most"; minutes: number }
  /** Without regard to case and surrounding space; several answers hold if one does. */
  | { kind: "answer"; question: string; is: "equal" | "not_equal" | "containing"; value: string }
  | { kind: "answered"; question: string; isAnswered: boolean }
  | { kind: "attendee"; is: "first" | "returning" }
  /** Where the attendee's phone number is from, as ISO 3166 codes. */
  | { kind: "country"; countries: string[] }
  | { kind: "has_phone"; hasPhone: boolean }
  /** When the meeting starts: on weekdays (Monday is 1), from one time of day until before another. */
  | { kind: "start"; weekdays: number[]; from: string; until: string; zoneOf: "attendee" | "host" };

/** What conditions ask about. */
export type ConditionFacts = {
  eventTypeId: number;
  startsAt: Date;
  endsAt: Date;
  responses: Record<string, unknown>;
  host: { timeZone: string };
  attendee: { timeZone: string; phoneNumber: string | null; isReturning: boolean };
};

/** Whether a condition holds, and a sentence that says why or why not. */
export type Verdict = { holds: boolean; explanation: string };

/** Whether all of the conditions hold. */
export function allHold(conditions: readonly Condition[], facts: ConditionFacts): boolean {
  return conditions.every((condition) => judge(condition, facts).holds);
}

/** How one condition stands for a booking. */
export function judge(condition: Condition, facts: ConditionFacts): Verdict {
  switch (condition.kind) {
    case "event_type": {
      const holds = condition.eventTypeIds.includes(facts.eventTypeId);
      return { holds, explanation: `The event type is ${holds ? "" : "not "}among the chosen ones.` };
    }
    case "length":
      return judgeLength(condition, facts);
    case "answer":
      return judgeAnswer(condition, facts);
    case "answered": {
      const isAnswered = answersTo(condition.question, facts).length > 0;
      const explanation = `“${condition.question}” is ${isAnswered ? "" : "not "}answered.`;
      return { holds: isAnswered === condition.isAnswered, explanation };
    }
    case "attendee": {
      const { isReturning } = facts.attendee;
      const explanation = isReturning
        ? "The attendee has booked before."
        : "It is the attendee’s first booking.";
      return { holds: isReturning === (condition.is === "returning"), explanation };
    }
    case "country":
      return judgeCountry(condition, facts);
    case "has_phone": {
      const hasPhone = facts.attendee.phoneNumber !== null;
      const explanation = `There is ${hasPhone ? "a" : "no"} phone number.`;
      return { holds: hasPhone === condition.hasPhone, explanation };
    }
    case "start":
      return judgeStart(condition, facts);
  }
}

type Of<Kind extends Condition["kind"]> = Extract<Condition, { kind: Kind }>;

function judgeLength({ is, minutes }: Of<"length">, { startsAt, endsAt }: ConditionFacts): Verdict {
  const length = (endsAt.getTime() - startsAt.getTime()) / 60_000;
  const holds = is === "at_least" ? length >= minutes : length <= minutes;
  const limit = `${is === "at_least" ? "at least" : "at most"} ${minutes}`;
  return { holds, explanation: `The meeting takes ${length} minutes; it must be ${limit}.` };
}

function judgeAnswer({ question, is, value }: Of<"answer">, facts: ConditionFacts): Verdict {
  const wanted = plain(value);
  const found = answersTo(question, facts);
  const isEqual = found.some((answer) => plain(answer) === wanted);
  const holds =
    is === "containing"
      ? found.some((answer) => plain(answer).includes(wanted))
      : isEqual === (is === "equal");
  const said = found.length === 0 ? "is not answered" : `is answered “${found.join(", ")}”`;
  const rule = { equal: "must be", not_equal: "must not be", containing: "must contain" }[is];
  return { holds, explanation: `“${question}” ${said}; it ${rule} “${value}”.` };
}

function judgeCountry({ countries }: Of<"country">, { attendee }: ConditionFacts): Verdict {
  const country = attendee.phoneNumber === null ? undefined : parsePhoneNumber(attendee.phoneNumber)?.country;
  const where = country ? `The phone number is from ${country}` : "No country is known of the attendee";
  const holds = country !== undefined && countries.includes(country);
  return { holds, explanation: `${where}; it must be ${countries.join(" or ")}.` };
}

function judgeStart({ weekdays, from, until, zoneOf }: Of<"start">, facts: ConditionFacts): Verdict {
  const start = Temporal.Instant.fromEpochMilliseconds(facts.startsAt.getTime()).toZonedDateTimeISO(
    facts[zoneOf].timeZone,
  );
  const time = start.toPlainTime().toString({ smallestUnit: "minute" });
  const isInHours = from < until ? time >= from && time < until : time >= from || time < until;
  const whose = zoneOf === "host" ? "your" : "the attendee’s";
  const day = weekdayNames[start.dayOfWeek - 1];
  const days = weekdays.map((weekday) => weekdayNames[weekday - 1]).join(", ");
  return {
    holds: isInHours && weekdays.includes(start.dayOfWeek),
    explanation: `It starts on ${day} at ${time} in ${whose} zone; it must be on ${days} from ${from} until ${until}.`,
  };
}

const weekdayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

function answersTo(question: string, { responses }: ConditionFacts): string[] {
  const answer = Object.hasOwn(responses, question) ? responses[question] : undefined;
  const all = Array.isArray(answer) ? answer : [answer];
  return all
    .map(String)
    .filter((text, index) => all[index] !== undefined && all[index] !== null && text.trim() !== "");
}

function plain(text: string): string {
  return text.trim().toLowerCase();
}
