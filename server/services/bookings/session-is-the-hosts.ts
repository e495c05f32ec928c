import { ServiceError } from "@/server/platform/service-error";

/** The error for anyone but the host who would change a session for all who sit in it. */
export function sessionIsTheHosts(verb: "cancel" | "move"): ServiceError {
  return new ServiceError("FORBIDDEN", `Only the host can ${verb} a whole session.`, {
    field: "wholeSession",
    reason: "host_only",
  });
}
