import type { UrlRefusal } from "@/server/domain/webhooks/webhook-url";
import type { SendOutcome } from "@/server/providers/sms/port";

export type WebhookCall = {
  url: string;
  body: string;
  contentType: "application/json" | "application/x-www-form-urlencoded" | "text/plain";
  /** Signs the body; null for calls that aren't signed. */
  secret: string | null;
  /** The same for every attempt, so that a receiver can tell a repeat. */
  deliveryId: string;
  attemptId: string;
  requestId: string;
};

export type WebhookProvider = {
  name: "webhook";
  /** Names a receiver, the same for all calls to its host; nobody can read the host in it. */
  senderId(url: string): string;
  /** Why an address would not be called now, or null where it would. Resolves the host, for seconds at most. */
  refusalOf(url: string): Promise<UrlRefusal | null>;
  /** Calls once; never throws for what the receiver or the network did. 2xx is taken, a redirect is a refusal. */
  send(call: WebhookCall): Promise<SendOutcome>;
};
