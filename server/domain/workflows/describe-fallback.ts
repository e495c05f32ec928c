import type { FallbackKind } from "./fallback";
import type { MessageChannel, MessageState } from "./message-state";

type FallbackWords = { kind: FallbackKind; afterMinutes: number | null };

/** What happens where a text can't be tried and a mail stands in for it. */
export const mailedInstead = "an e-mail goes out instead";

const consequences = {
  email: mailedInstead,
  other_provider: "it is sent again from the other number",
} satisfies Record<FallbackKind, string>;

/** What happens if a text doesn't arrive: "if the text isn’t delivered within 10 minutes, an e-mail goes out instead". */
export function describeFallback({ kind, afterMinutes }: FallbackWords): string {
  const within = afterMinutes === null ? "" : ` within ${minutesInWords(afterMinutes)}`;
  return `if the text isn’t delivered${within}, ${consequences[kind]}`;
}

const undecided: readonly MessageState[] = [
  "planned",
  "armed",
  "sending",
  "retrying",
  "reconciling",
  "accepted",
];

/** Whether it is still open whether a text arrives. */
export function mayStillArrive(state: MessageState): boolean {
  return undecided.includes(state);
}

/** Why a message that follows a text is there. */
export function describeFollowing(channel: MessageChannel): string {
  return channel === "email"
    ? "Instead of the text, which couldn’t be sent or wasn’t confirmed to have arrived."
    : "The text again, from the other number, since it wasn’t confirmed to have arrived.";
}

/** The name of a message that follows a text, where it stands beside the name of the text. */
export function nameOfFollowing(name: string, channel: MessageChannel): string {
  return channel === "email" ? `${name}, by e-mail instead` : `${name}, from the other number`;
}

/** A length of time as one says it: "10 minutes", "an hour", "2 hours". */
function minutesInWords(minutes: number): string {
  if (minutes === 1) return "a minute";
  if (minutes === 60) return "an hour";
  if (minutes === 1440) return "a day";
  return minutes % 60 === 0 ? `${minutes / 60} hours` : `${minutes} minutes`;
}
