import type { EmailProvider } from "@/server/providers/email/port";
import type { SendOutcome, SmsProvider } from "@/server/providers/sms/port";

export type ScriptedProviders = {
  sms: SmsProvider;
  email: EmailProvider;
  /** What the next texts are answered with, in order; after that they are accepted. */
  answerTextsWith(...outcomes: SendOutcome[]): void;
};

/** Providers that take everything unless they are told how to answer; they hold nothing to be looked up. */
export function scriptedProviders(): ScriptedProviders {
  const script: SendOutcome[] = [];
  return {
    answerTextsWith: (...outcomes) => {
      script.push(...outcomes);
    },
    sms: {
      name: "twilio",
      send: async ({ attemptId }) =>
        script.shift() ?? { kind: "accepted", providerMessageId: `SM-${attemptId}` },
      findSent: async () => [],
      fetchStatus: async () => null,
    },
    email: {
      name: "smtp",
      send: async ({ attemptId }) => ({ kind: "accepted", providerMessageId: `<${attemptId}@test>` }),
      close: () => undefined,
    },
  };
}
