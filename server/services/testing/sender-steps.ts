import { eq } from "drizzle-orm";
import { senders } from "@/db/schema/senders";
import type { SendOutcome } from "@/server/providers/sms/port";
import { type SendReport, sendMessage } from "../messages/send-message";
import type { MessageLedger } from "./create-message-ledger";

/** A provider's refusal of the account, for this code. */
export function refusedFor(code: string): Extract<SendOutcome, { kind: "refused" }> {
  return { kind: "refused", refusal: "account", code };
}

export type SenderSteps = {
  /** A message whose send had the provider refuse the account. */
  stoppedBy(code: string): Promise<string>;
  /** Sends a message of the generation that it has now. */
  send(messageId: string): Promise<SendReport>;
  /** The state of a message, with its reason or code. */
  stateOf(messageId: string): Promise<string>;
  /** The messages that were said to be due, in that order. */
  due(): Promise<string[]>;
  /** What is on record of a sender, by default that of texts. */
  sender(id?: string): Promise<typeof senders.$inferSelect | undefined>;
};

/** What tests of senders do with the messages of a ledger. */
export function senderSteps(ledger: MessageLedger): SenderSteps {
  return {
    stoppedBy: async (code) => {
      ledger.providers.answerTextsWith(refusedFor(code));
      return (await ledger.sent()).messageId;
    },
    send: async (messageId) =>
      sendMessage(ledger.ctx, { messageId, generation: (await ledger.message(messageId)).generation }),
    stateOf: async (messageId) => {
      const { state, code, reason } = await ledger.message(messageId);
      return [state, reason ?? code].filter(Boolean).join(" ");
    },
    due: async () => {
      const events = await ledger.events();
      return events.flatMap(({ name, data }) => (name === "message/due" ? [String(data.messageId)] : []));
    },
    sender: async (id = "twilio:texts") => {
      const [row] = await ledger.ctx.db.select().from(senders).where(eq(senders.id, id));
      return row;
    },
  };
}
