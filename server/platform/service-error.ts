export const serviceErrorCodes = [
  "BAD_REQUEST",
  "UNAUTHORIZED",
  "FORBIDDEN",
  "NOT_FOUND",
  "CONFLICT",
  "UNPROCESSABLE",
  "PAYLOAD_TOO_LARGE",
  "TOO_MANY_REQUESTS",
  "NOT_IMPLEMENTED",
  "UNAVAILABLE",
] as const;

export type ServiceErrorCode = (typeof serviceErrorCodes)[number];

/** What an error says beside its message; no personal data, since transports log it. */
export type ServiceErrorDetails = {
  /** The input field at fault, as a path the caller knows: `attendee.phoneNumber`. */
  field?: string;
  /** A machine-readable reason within the code, such as `slot_taken`. */
  reason?: string;
  retryAfterSeconds?: number;
  /** Further facts for the caller, such as the next free times. */
  data?: Record<string, unknown>;
};

/** The one error that services throw on purpose; anything else is unexpected and stays generic outside. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";

  constructor(
    readonly code: ServiceErrorCode,
    message: string,
    readonly details: ServiceErrorDetails = {},
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }

  /** Also knows errors made by another copy of this class: each bundle of the application carries its own. */
  static override [Symbol.hasInstance](value: unknown): value is ServiceError {
    return value instanceof Error && value.name === "ServiceError" && "code" in value && "details" in value;
  }
}
