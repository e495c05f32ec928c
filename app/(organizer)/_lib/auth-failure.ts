/** What the sign-in library says of a refused request. */
export type AuthError = { status: number; code?: string; message?: string };

const words: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: "This e-mail address and password don’t belong together.",
  INVALID_PASSWORD: "This isn’t your current password.",
  INVALID_TOKEN: "This link has expired or has been used already.",
  PASSWORD_TOO_SHORT: "The password is too short.",
  PASSWORD_TOO_LONG: "The password is too long.",
};

/** A refused request in words for the person who made it. */
export function authFailure(error: AuthError, retryAfterSeconds: number | null): string {
  if (error.status === 429) return `Too many tries. ${tryAgain(retryAfterSeconds)}`;
  if (error.status === 403) {
    return "This page was opened at an address that Punctual doesn’t know. Open it at the one it was set up with.";
  }
  if (error.status === 0) return "We couldn’t reach the server. Check your connection and try again.";
  return words[error.code ?? ""] ?? "Something went wrong on our side. Please try again.";
}

function tryAgain(seconds: number | null): string {
  if (seconds === null) return "Try again in a few minutes.";
  if (seconds <= 90) return `Try again in ${seconds} ${seconds === 1 ? "second" : "seconds"}.`;
  return `Try again in ${Math.ceil(seconds / 60)} minutes.`;
}
