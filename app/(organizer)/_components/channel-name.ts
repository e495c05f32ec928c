import type { MessageChannel } from "@/server/domain/workflows/message-state";

/** What a message of each channel is called in the middle of a sentence. */
export const nameOfChannel: Record<MessageChannel, string> = {
  sms: "text",
  email: "mail",
  whatsapp: "WhatsApp message",
  webhook: "webhook call",
};

/** What a message of each channel is called where a sentence begins. */
export const channelTitle: Record<MessageChannel, string> = {
  sms: "Text",
  email: "Mail",
  whatsapp: "WhatsApp message",
  webhook: "Webhook call",
};
