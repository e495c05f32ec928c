import type { RequestAllowance } from "./request-allowance";
import { ServiceError } from "./service-error";

/** The refusal of a request that goes beyond a limit. */
export function tooManyRequests({ resetSeconds }: RequestAllowance): ServiceError {
  const seconds = resetSeconds === 1 ? "1 second" : `${resetSeconds} seconds`;
  return new ServiceError("TOO_MANY_REQUESTS", `Too many requests. Try again in ${seconds}.`, {
    reason: "rate_limited",
    retryAfterSeconds: resetSeconds,
  });
}
