import { describeDeliveryCode } from "@/server/domain/workflows/delivery-codes";
import type { MessageChannel } from "@/server/domain/workflows/message-state";
import type { SenderState } from "./sender-state";

export type SenderWords = {
  /** What doesn't leave, or that all is well. */
  headline: string;
  /** What the provider says; empty while it works. */
  meaning: string;
  /** What the operator can do about it; empty while it works. */
  remedy: string;
};

const nouns: Record<"sms" | "whatsapp" | "email", string> = {
  sms: "Texts",
  whatsapp: "WhatsApp messages",
  email: "E-mails",
};

function channelNoun(channel: MessageChannel): string {
  return channel in nouns ? nouns[channel as keyof typeof nouns] : "Messages";
}

/** Two providers of texts may be configured, and one of them work while the other doesn't. */
function textsBy(provider: string): string {
  return provider === "twilio" ? "Texts by Twilio" : "Texts by your own provider";
}

type Sending = { channel: MessageChannel; provider: string };

/** What doesn't leave, or that it does: of one sender or of several that stand alike. */
export function headlineOf(senders: readonly Sending[], state: SenderState): string {
  const nouns = senders.map(({ channel, provider }) =>
    channel === "sms" ? textsBy(provider) : channelNoun(channel),
  );
  const [first = ""] = nouns;
  const last = nouns.length > 1 ? nouns.at(-1) : undefined;
  const subject = last ? `${nouns.slice(0, -1).join(", ")} and ${last}` : first;
  if (state === "working") return `${subject} leave`;
  return state === "probing" ? `${subject} are being tried again` : `${subject} can’t leave now`;
}

/** How a sender stands, in plain words for whoever runs the installation. */
export function describeSender(sender: {
  channel: MessageChannel;
  provider: string;
  state: SenderState;
  code: string | null;
}): SenderWords {
  const { channel, provider, state, code } = sender;
  const headline = headlineOf([sender], state);
  if (code === null) return { headline, meaning: "", remedy: "" };
  return {
    headline,
    meaning: describeDeliveryCode(channel, code),
    remedy: remedyOf(channel, provider, code),
  };
}

const credentials =
  "Check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, and start Punctual again with the right ones.";
const account =
  "Sign in to the Twilio console: add funds where the balance is used up, or answer what Twilio asks there.";
const number =
  "Check TWILIO_FROM_NUMBER: it has to be a number of this Twilio account that can send texts. Start Punctual again after a change.";
const service =
  "Check TWILIO_MESSAGING_SERVICE_SID and that the service has a sending number. Start Punctual again after a change.";

const remedies: Readonly<Record<string, string>> = {
  "20003": credentials,
  "20006": credentials,
  "20008": credentials,
  "20403": credentials,
  "20404": credentials,
  "10001": account,
  "20005": account,
  "30002": account,
  "90010": account,
  "21212": number,
  "21401": number,
  "21601": number,
  "21603": number,
  "21606": number,
  "21659": number,
  "21660": number,
  "21661": number,
  "21701": service,
  "21703": service,
  "21704": service,
  "21705": service,
  "21609": "Set PUBLIC_URL to an address that Twilio can reach, and start Punctual again.",
  "63007":
    "Check TWILIO_WHATSAPP_FROM: it has to be a WhatsApp sender of this Twilio account. Start Punctual again after a change.",
  "63038": "Wait until tomorrow, or have Twilio raise the account’s daily limit.",
};

function remedyOf(channel: MessageChannel, provider: string, code: string): string {
  if (channel === "email") {
    return "Check the user and the password in SMTP_URL, and start Punctual again with the right ones.";
  }
  if (provider === "twilio")
    return remedies[code] ?? "Sign in to the Twilio console and look at what it says.";
  return "Look at the account at the provider of the texts and at the settings that name it.";
}
