import { ServiceError } from "@/server/platform/service-error";

/** What a caller is told of a message that isn't there or isn't theirs. */
export function messageNotFound(id: string): ServiceError {
  return new ServiceError("NOT_FOUND", `You have no message with id ${id}.`, {
    field: "id",
    reason: "message_not_found",
  });
}
