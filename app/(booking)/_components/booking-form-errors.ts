import type { FormError } from "@/app/_lib/form-error";
import type { BookingDraft } from "./booking-draft";

export type DraftErrors = Partial<Record<keyof BookingDraft, string>>;

const fields: Readonly<Record<string, keyof BookingDraft>> = {
  "attendee.name": "name",
  "attendee.email": "email",
  "attendee.phoneNumber": "phoneNumber",
  attendee: "email",
  notes: "notes",
};

const inputFaults: DraftErrors = {
  name: "Write your name on one line, without links.",
  email: "Enter an e-mail address, such as name@example.com.",
  phoneNumber: "Enter a phone number.",
};

/** What is missing in a draft before it is worth sending. */
export function missingInDraft(draft: BookingDraft, needs: { phone: boolean }): DraftErrors {
  const errors: DraftErrors = {};
  if (draft.name.trim() === "") errors.name = "Tell us your name.";
  if (!/^\S+@\S+\.\S+$/.test(draft.email.trim())) errors.email = inputFaults.email;
  if (needs.phone && draft.phoneNumber.trim() === "")
    errors.phoneNumber = "This meeting needs a phone number.";
  return errors;
}

/** What the server refused, at the fields where it can be mended. */
export function draftErrors(refused: readonly FormError[], callingCode: string | null): DraftErrors {
  const errors: DraftErrors = {};
  for (const { field, reason, message } of refused) {
    const at = field === null ? undefined : fields[field];
    if (at) errors[at] = wordsFor(at, reason, message, callingCode);
  }
  return errors;
}

function wordsFor(
  at: keyof BookingDraft,
  reason: string | null,
  message: string,
  callingCode: string | null,
): string {
  switch (reason) {
    case "phone_required":
      return "This meeting needs a phone number.";
    case "phone_no_country_code":
      return `Put the country code in front, such as ${callingCode ?? "+1"}.`;
    case "phone_not_possible":
      return "This doesn’t look like a complete phone number.";
    case "invalid":
      return inputFaults[at] ?? message;
    default:
      return message;
  }
}
