import { postgresErrorOf } from "@/db/postgres-error";
import { ServiceError } from "@/server/platform/service-error";

/** The refusal of an address that another webhook of the same owner has already, for an error of the database. */
export function addressTaken(error: unknown): unknown {
  if (postgresErrorOf(error)?.constraint_name !== "webhooks_once_per_address") return error;
  return new ServiceError("CONFLICT", "Webhook with this subscriber url already exists for this user", {
    field: "subscriberUrl",
    reason: "webhook_exists",
  });
}
