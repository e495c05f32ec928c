import type { Condition } from "@/server/domain/workflows/condition";

type ConditionKind = Condition["kind"];

/** What a new condition of each kind asks, and what the kind is called. */
export const conditionKinds = {
  event_type: { label: "Event type", fresh: { kind: "event_type", eventTypeIds: [] } },
  length: { label: "Length of the meeting", fresh: { kind: "length", is: "at_least", minutes: 60 } },
  answer: {
    label: "Answer to a question",
    fresh: { kind: "answer", question: "", is: "equal", value: "" },
  },
  answered: {
    label: "Whether a question is answered",
    fresh: { kind: "answered", question: "", isAnswered: true },
  },
  attendee: { label: "First or returning attendee", fresh: { kind: "attendee", is: "first" } },
  country: { label: "Country of the phone number", fresh: { kind: "country", countries: [] } },
  has_phone: { label: "Phone number or none", fresh: { kind: "has_phone", hasPhone: true } },
  start: {
    label: "Day and time of the meeting",
    fresh: { kind: "start", weekdays: [1, 2, 3, 4, 5], from: "00:00", until: "00:00", zoneOf: "host" },
  },
} satisfies { [Kind in ConditionKind]: { label: string; fresh: Extract<Condition, { kind: Kind }> } };

export const conditionKindOptions = Object.entries(conditionKinds).map(([id, { label }]) => ({
  id: id as ConditionKind,
  label,
}));
