import type { AskedRequest } from "./parse-reply";

/** What we answer to texts, as templates of the booking that they are about. */
export const replyTexts = {
  help: "{ORGANIZER_NAME} texts you about your bookings. Whatever you write here reaches {ORGANIZER_NAME}. Reply STOP to get no more texts.",
  confirmed: "Thank you! You are coming to {EVENT_NAME} with {ORGANIZER_NAME} on {EVENT_DATE}, {EVENT_TIME}.",
  notAgreed:
    "{ORGANIZER_NAME} hasn't agreed yet to {EVENT_NAME} on {EVENT_DATE}, {EVENT_TIME}. You will hear of it.",
  cancelled: "{EVENT_NAME} with {ORGANIZER_NAME} on {EVENT_DATE}, {EVENT_TIME} is cancelled.",
  reschedule: "Choose another time for {EVENT_NAME} with {ORGANIZER_NAME} here: {RESCHEDULE_URL}/reschedule",
  nothingAhead: "You have no booking with {ORGANIZER_NAME} that lies ahead.",
} as const;

/** How a booking is listed in a question. */
export const choiceLine = "{EVENT_DATE}, {EVENT_TIME}: {EVENT_NAME}";

/** As many as fit into a text or two. */
export const choicesMax = 6;

const verbs: Record<AskedRequest, string> = {
  confirm: "are you coming to",
  cancel: "do you want to cancel",
  reschedule: "do you want to move",
};

/** The question which of the bookings is meant; `lines` are already rendered and numbered from 1. */
export function whichText(request: AskedRequest, lines: readonly string[]): string {
  const list = lines.map((line, index) => `${index + 1}: ${plainText(line)}`).join("\n");
  if (lines.length > 1) return `Which one ${verbs[request]}?\n${list}\nReply with its number.`;
  return `Do you want to cancel this?\n${list}\nReply 1 to cancel it, or nothing to keep it.`;
}

/** The mail by which a host reads what somebody texted. */
export function forwardMail(
  body: string,
  phoneNumber: string,
  isAttendee: boolean,
): { subject: string; body: string } {
  const text = plainText(body).trim() || "(an empty text)";
  const who = isAttendee ? "{ATTENDEE_NAME}" : "Somebody";
  return {
    subject: `${who} texted you about {EVENT_NAME} on {EVENT_DATE}`,
    body: `${who} texted from ${phoneNumber}:\n\n${text}\n\nAbout {EVENT_NAME}, {EVENT_DATE}, {EVENT_TIME}:\n{ORGANIZER_BOOKING_URL}`,
  };
}

/** Somebody else's words as part of a template, in which they must not stand for anything. */
function plainText(text: string): string {
  return text.replace(/[{}]/g, (brace) => (brace === "{" ? "(" : ")"));
}
