import type { RouterOutputs } from "@/app/_lib/router-outputs";

export type Webhook = RouterOutputs["webhook"]["get"];

/** A webhook as it is being edited. */
export type WebhookDraft = Pick<Webhook, "subscriberUrl" | "triggers" | "active" | "payloadTemplate"> & {
  /** A new signing secret, or null for none; left out, it keeps the one that it has. */
  secret?: string | null;
};

/** What can be changed of a saved webhook. */
export function draftOf({ subscriberUrl, triggers, active, payloadTemplate }: Webhook): WebhookDraft {
  return { subscriberUrl, triggers, active, payloadTemplate };
}
