import type { Condition } from "./condition";
import type { WorkflowWriting } from "./describe-workflow";

const shortWeekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const comparisons = { equal: "is", not_equal: "isn’t", containing: "contains" } as const;

/** What a condition asks of a booking, as it stands after "if": "the meeting takes at least 60 minutes". */
export function describeCondition(condition: Condition, writing: WorkflowWriting): string {
  switch (condition.kind) {
    case "event_type":
      return `it is ${either(condition.eventTypeIds.map((id) => `“${writing.eventType(id)}”`))}`;
    case "length":
      return `the meeting takes ${condition.is === "at_least" ? "at least" : "at most"} ${condition.minutes} minutes`;
    case "answer":
      return `the answer to “${condition.question}” ${comparisons[condition.is]} “${condition.value}”`;
    case "answered":
      return `“${condition.question}” is ${condition.isAnswered ? "" : "not "}answered`;
    case "attendee":
      return condition.is === "first" ? "it is their first booking" : "they have booked before";
    case "country":
      return `their phone number is from ${either(condition.countries.map(countryName))}`;
    case "has_phone":
      return condition.hasPhone ? "there is a phone number" : "there is no phone number";
    case "start":
      return describeStart(condition, writing);
  }
}

/** The name of a country, from its ISO 3166 code. */
export function countryName(code: string): string {
  return new Intl.DisplayNames("en", { type: "region" }).of(code) ?? code;
}

function describeStart(
  { weekdays, from, until, zoneOf }: Extract<Condition, { kind: "start" }>,
  { time }: WorkflowWriting,
): string {
  const days = weekdays.length === 7 ? "any day" : either(weekdays.toSorted().map(dayName));
  if (from === until) return `it starts on ${days}`;
  const whose = zoneOf === "host" ? "your" : "the attendee’s";
  return `it starts on ${days} between ${time(from)} and ${time(until)} on ${whose} clock`;
}

function dayName(weekday: number): string {
  return shortWeekdays[weekday - 1] ?? "";
}

function either(things: readonly string[]): string {
  return things.join(", ").replace(/, (?=[^,]*$)/, " or ");
}
