import { StatusBadge } from "@/app/_components/status-badge";
import type { Webhook } from "./webhook-draft";

/** How a webhook stands, in a word or two. */
export function WebhookStatus({ webhook }: { webhook: Webhook }) {
  if (webhook.disabledAt) return <StatusBadge tone="bad">Switched off: nothing got through</StatusBadge>;
  if (!webhook.active) return <StatusBadge>Off</StatusBadge>;
  if (webhook.failingSinceAt) return <StatusBadge tone="warn">Failing</StatusBadge>;
  return <StatusBadge tone="good">On</StatusBadge>;
}
