import { TRPCError } from "@trpc/server";
import { ServiceError } from "@/server/platform/service-error";

/** Whether a procedure refused for a reason that is known by this name. */
export function hasReason(error: unknown, reason: string): boolean {
  const cause = error instanceof TRPCError ? error.cause : error;
  return cause instanceof ServiceError && cause.details.reason === reason;
}
