import type { AppCaller } from "@/server/routers/app-router";

type CreateBookingCall = Parameters<AppCaller["booking"]["create"]>[0];
type Answers = Readonly<Record<string, unknown>>;

/** The addresses in the answer to the field "guests", if there are any. */
export function guestsIn({ guests }: Answers): string[] | undefined {
  return Array.isArray(guests) && guests.length > 0 ? guests : undefined;
}

/** The answer to the field "location": a choice and what the attendee wrote beside it. */
export function locationIn({ location }: Answers): CreateBookingCall["location"] {
  if (typeof location === "string") return location;
  if (typeof location !== "object" || location === null || Array.isArray(location)) return undefined;
  const { value, optionValue } = location as Answers;
  if (typeof optionValue !== "string" || optionValue === "") return undefined;
  switch (value) {
    case "phone":
      return { type: "attendeePhone", phone: optionValue };
    case "attendeeInPerson":
      return { type: "attendeeAddress", address: optionValue };
    case "somewhereElse":
      return { type: "attendeeDefined", location: optionValue };
    default:
      return undefined;
  }
}
