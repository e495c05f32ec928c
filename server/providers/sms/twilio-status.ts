import type { DeliveryStatus } from "@/server/domain/workflows/delivery-status";

const statuses: ReadonlyMap<string, DeliveryStatus> = new Map([
  ["accepted", "queued"],
  ["scheduled", "queued"],
  ["queued", "queued"],
  ["sending", "queued"],
  ["sent", "sent"],
  ["partially_delivered", "sent"],
  ["delivered", "delivered"],
  ["read", "delivered"],
  ["undelivered", "undelivered"],
  ["failed", "failed"],
  ["canceled", "canceled"],
] as const);

/** Twilio's status in the port's words; null for one that it doesn't have for outbound texts. */
export function readTwilioStatus(status: string): DeliveryStatus | null {
  return statuses.get(status) ?? null;
}
