import type { DeliveryStatus } from "@/server/domain/workflows/delivery-status";
import type { HttpSmsSettings } from "@/server/platform/http-sms-settings";

/** Words that providers use alike; what differs is a setting. */
const usualWords: ReadonlyMap<string, DeliveryStatus> = new Map([
  ["accepted", "queued"],
  ["acknowledged", "queued"],
  ["buffered", "queued"],
  ["enroute", "queued"],
  ["pending", "queued"],
  ["queued", "queued"],
  ["scheduled", "queued"],
  ["sending", "queued"],
  ["submitted", "sent"],
  ["sent", "sent"],
  ["delivered", "delivered"],
  ["delivrd", "delivered"],
  ["read", "delivered"],
  ["seen", "delivered"],
  ["delivery_failed", "undelivered"],
  ["undelivered", "undelivered"],
  ["undeliverable", "undelivered"],
  ["undeliv", "undelivered"],
  ["expired", "undelivered"],
  ["error", "failed"],
  ["failed", "failed"],
  ["rejected", "failed"],
  ["rejectd", "failed"],
  ["canceled", "canceled"],
  ["cancelled", "canceled"],
  ["deleted", "canceled"],
] as const);

/** A provider's word for how far a text has come, in the port's; null for one that is neither set nor usual. */
export function readHttpSmsStatus(
  statuses: HttpSmsSettings["statuses"],
  word: string | null,
): DeliveryStatus | null {
  const known = (word ?? "").trim().toLowerCase();
  return statuses.get(known) ?? usualWords.get(known) ?? null;
}

/** Whether a code goes with a status: providers add one to good news as well. */
export function isFailure(status: DeliveryStatus): boolean {
  return status === "undelivered" || status === "failed";
}
