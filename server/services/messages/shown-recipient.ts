import { maskUrlSecrets } from "@/server/domain/webhooks/mask-url-secrets";
import type { MessageChannel } from "@/server/domain/workflows/message-state";

/** Whom a message is for, as its organizer is shown it: an address that is called may hold secrets. */
export function shownRecipient({
  channel,
  recipient,
}: {
  channel: MessageChannel;
  recipient: string;
}): string {
  return channel === "webhook" ? maskUrlSecrets(recipient) : recipient;
}
