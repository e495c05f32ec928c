import { ServiceError } from "@/server/platform/service-error";

/** The error for an absence that its caller doesn't have. */
export function absenceNotFound(): ServiceError {
  return new ServiceError("NOT_FOUND", "There is no such absence.", {
    field: "id",
    reason: "absence_not_found",
  });
}

/** The error for dates that are away already. */
export function absenceExists(): ServiceError {
  return new ServiceError("CONFLICT", "You are away on these dates already.", {
    field: "startOn",
    reason: "absence_exists",
  });
}
