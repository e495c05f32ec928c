import type { Condition } from "./condition";

type Of<Kind extends Condition["kind"]> = Extract<Condition, { kind: Kind }>;
type StartCondition = Of<"start">;

/** Why conditions can't all hold for any one booking, as the end of a sentence; null where they can. */
export function contradiction(conditions: readonly Condition[]): string | null {
  return (
    ofLengths(of(conditions, "length")) ??
    ofAnswers(conditions) ??
    ofAttendees(of(conditions, "attendee")) ??
    ofPhones(conditions) ??
    ofStarts(of(conditions, "start"))
  );
}

function of<Kind extends Condition["kind"]>(conditions: readonly Condition[], kind: Kind): Of<Kind>[] {
  return conditions.filter((condition): condition is Of<Kind> => condition.kind === kind);
}

function ofLengths(conditions: Of<"length">[]): string | null {
  const least = Math.max(0, ...minutesOf(conditions, "at_least"));
  const most = Math.min(Number.POSITIVE_INFINITY, ...minutesOf(conditions, "at_most"));
  return least > most ? `no meeting takes at least ${least} and at most ${most} minutes.` : null;
}

function minutesOf(conditions: Of<"length">[], is: Of<"length">["is"]): number[] {
  return conditions.filter((condition) => condition.is === is).map(({ minutes }) => minutes);
}

/** Several answers to one question can equal different texts, so only what excludes each other counts. */
function ofAnswers(conditions: readonly Condition[]): string | null {
  const wanted = of(conditions, "answer");
  for (const { question, isAnswered } of of(conditions, "answered")) {
    const others = of(conditions, "answered").filter((other) => other.question === question);
    if (others.some((other) => other.isAnswered !== isAnswered)) {
      return `“${question}” can’t be both answered and not answered.`;
    }
    const needsAnswer = wanted.some((answer) => answer.question === question && answer.is !== "not_equal");
    if (!isAnswered && needsAnswer) return `“${question}” must have an answer and must not be answered.`;
  }
  const clash = wanted.find(
    (answer) =>
      answer.is === "equal" &&
      wanted.some(
        (other) =>
          other.is === "not_equal" && other.question === answer.question && isSame(other.value, answer.value),
      ),
  );
  return clash ? `“${clash.question}” can’t both be and not be “${clash.value}”.` : null;
}

function isSame(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

function ofAttendees(conditions: Of<"attendee">[]): string | null {
  const isBoth = new Set(conditions.map(({ is }) => is)).size > 1;
  return isBoth ? "nobody books for the first time and has booked before." : null;
}

function ofPhones(conditions: readonly Condition[]): string | null {
  const wishes = of(conditions, "has_phone").map(({ hasPhone }) => hasPhone);
  const [first, ...others] = of(conditions, "country");
  if (wishes.includes(false) && wishes.includes(true)) {
    return "no booking both has a phone number and has none.";
  }
  if (!first) return null;
  if (wishes.includes(false)) return "a booking without a phone number has no country.";
  const isShared = first.countries.some((code) => others.every(({ countries }) => countries.includes(code)));
  return isShared ? null : "no phone number is from all of the countries at once.";
}

function ofStarts(conditions: StartCondition[]): string | null {
  for (const zone of ["host", "attendee"] as const) {
    const inZone = conditions.filter(({ zoneOf }) => zoneOf === zone);
    const [first, ...others] = inZone;
    if (!first) continue;
    const isDayShared = first.weekdays.some((day) => others.every(({ weekdays }) => weekdays.includes(day)));
    if (!isDayShared) return "no weekday is among the days of all its conditions.";
    // Where stretches of a day meet, they do so at the beginning of one of them.
    const isTimeShared = inZone.some(({ from }) => inZone.every((condition) => isWithin(from, condition)));
    if (!isTimeShared) return "no time of day lies between all of its hours.";
  }
  return null;
}

function isWithin(time: string, { from, until }: StartCondition): boolean {
  return from < until ? time >= from && time < until : time >= from || time < until;
}
