import { z } from "zod";
import type { AppCaller } from "@/server/routers/app-router";
import { RestError } from "../rest-error";
import type { bookingFieldSchema } from "./event-type-body-schemas";

type EventType = Awaited<ReturnType<AppCaller["eventType"]["get"]>>;
type Given = z.output<typeof bookingFieldSchema>;

export const bookingFieldDataSchema = z.object({
  isDefault: z.boolean(),
  type: z.string(),
  slug: z.string(),
  required: z.boolean(),
  hidden: z.boolean(),
});

type BookingFieldData = z.output<typeof bookingFieldDataSchema>;

// A number is the same fact under each of these names.
const phoneSlugs = ["attendeePhoneNumber", "smsReminderNumber", "phone"];
const known = ["type", "slug", "required", "hidden", "isDefault"];

/** The questions that the booking form asks, as this API shows them. */
export function bookingFieldsData({
  phoneRequired,
  seats,
}: Pick<EventType, "phoneRequired" | "seats">): BookingFieldData[] {
  const field = (type: string, slug: string, required: boolean) => ({
    ...{ isDefault: true, type, slug, required },
    hidden: false,
  });
  return [
    field("name", "name", true),
    field("email", "email", true),
    field("phone", "attendeePhoneNumber", phoneRequired),
    field("textarea", "notes", false),
    ...(seats === null ? [field("multiemail", "guests", false)] : []),
    field("textarea", "rescheduleReason", false),
  ];
}

/**
 * Whether the questions that a body names ask for a phone number.
 * @throws RestError 400 for a question that isn't kept with event types, or one that is and reads otherwise.
 */
export function asksForPhone(fields: readonly Given[]): boolean {
  const served = bookingFieldsData({ phoneRequired: false, seats: null });
  let isRequired = false;
  for (const [index, field] of fields.entries()) {
    const at = `bookingFields.${index}`;
    if (field.type === "phone" && (field.slug === undefined || phoneSlugs.includes(field.slug))) {
      refuseWording(field, at);
      isRequired = field.required === true;
      continue;
    }
    const standard = served.find(({ type, slug }) => type === field.type && slug === (field.slug ?? slug));
    if (!standard)
      throw refused(
        at,
        "is a question of your own, and those are not kept with event types: answers to any question are taken in bookingFieldsResponses.",
      );
    refuseWording(field, at);
    requireAsServed(field, standard, at);
  }
  return isRequired;
}

function requireAsServed(field: Given, standard: BookingFieldData, at: string): void {
  const isAsServed = (field.required ?? standard.required) === standard.required && !field.hidden;
  if (isAsServed) return;
  if (field.type === "email")
    throw refused(at, "must be required and visible: bookings are confirmed by e-mail.");
  const need = standard.required ? "required" : "optional";
  throw refused(at, `is always visible and ${need}.`);
}

function refuseWording(field: Given, at: string): void {
  const extra = Object.entries(field).find(
    ([name, value]) =>
      !known.includes(name) && value !== undefined && value !== null && value !== "" && value !== false,
  );
  if (extra) throw refused(`${at}.${extra[0]}`, "is not supported; leave it out.");
}

function refused(field: string, message: string): RestError {
  return new RestError(400, `${field} ${message}`, { field, reason: "option_not_served" });
}
