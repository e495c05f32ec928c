import type { SandboxState } from "../store/sandbox-state";
import { contentBody, isWhatsApp, numberOf, readContentVariables } from "./whatsapp";

export type SendParameters = {
  to: string;
  from: string;
  messagingServiceSid: string;
  body: string;
  channel?: "whatsapp";
  /** Of a content template; empty where the body is written out. */
  contentSid: string;
  statusCallback: string | null;
  /** Of the HTTP provider's API alone. */
  reference?: string;
};

/** What the sandbox doesn't imitate; refused rather than ignored, since each changes what is sent. */
const unservedParameters = [
  "MediaUrl",
  "SendAt",
  "ScheduleType",
  "ValidityPeriod",
  "MaxPrice",
  "PersistentAction",
  "ShortenUrls",
  "SendAsMms",
  "ApplicationSid",
];

const magicRecipients = new Map([
  ["+15005550001", 21211],
  ["+15005550002", 21612],
  ["+15005550003", 21408],
  ["+15005550004", 21610],
  ["+15005550009", 21614],
]);

const magicSenders = new Map([
  ["+15005550001", 21212],
  ["+15005550007", 21606],
  ["+15005550008", 21611],
]);

const e164 = /^\+[1-9]\d{6,14}$/;
const sender = /^(\+[1-9]\d{6,14}|\d{5,6}|[A-Za-z0-9 ]{1,11})$/;
const bodyLengthMax = 1600;

export function readSendParameters(form: URLSearchParams): SendParameters {
  const to = form.get("To")?.trim() ?? "";
  const contentSid = form.get("ContentSid")?.trim() ?? "";
  const variables = readContentVariables(form.get("ContentVariables") ?? "");
  return {
    to: numberOf(to),
    from: numberOf(form.get("From")?.trim() ?? ""),
    ...(isWhatsApp(to) && { channel: "whatsapp" as const }),
    messagingServiceSid: form.get("MessagingServiceSid")?.trim() ?? "",
    body: contentSid ? contentBody(contentSid, variables ?? {}) : (form.get("Body") ?? ""),
    contentSid,
    statusCallback: form.get("StatusCallback"),
  };
}

function isCallbackUrl(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : null;
  return url !== null && /^https?:$/.test(url.protocol) && !url.hostname.includes("_");
}

export type SendFault = { code: number; detail?: string };

/** Why the API refuses these parameters, in the order in which it looks; null when it doesn't. */
export function validateSend(
  form: URLSearchParams,
  parameters: SendParameters,
  serviceSender: string,
  state: SandboxState,
): SendFault | null {
  const { to, from, messagingServiceSid } = parameters;
  const unserved = unservedParameters.find((name) => form.has(name));
  if (unserved) return { code: 20001, detail: `the sandbox doesn't serve ${unserved}` };
  if (!to) return { code: 21604 };
  if (!from && !messagingServiceSid) return { code: 21603 };
  if (messagingServiceSid && !/^MG[0-9a-f]{32}$/.test(messagingServiceSid)) return { code: 21701 };
  return validateContent(form, parameters) ?? validateText(parameters, serviceSender, state);
}

/** What both APIs refuse in a text, whichever way its parameters came. */
export function validateText(
  { to, from, body, channel, statusCallback }: SendParameters,
  serviceSender: string,
  state: SandboxState,
): SendFault | null {
  if (from && !sender.test(from)) return { code: 21212, detail: from };
  const senderCode = magicSenders.get(from);
  if (senderCode) return { code: senderCode };
  if (!body) return { code: 21602 };
  if ([...body].length > bodyLengthMax) return { code: 21617 };
  if (statusCallback !== null && !isCallbackUrl(statusCallback)) return { code: 21609 };
  if (!e164.test(to)) return { code: 21211, detail: to };
  const recipientCode = magicRecipients.get(to);
  if (recipientCode) return { code: recipientCode };
  if (to === from) return { code: 21266 };
  if (channel !== "whatsapp" && state.isOptedOut(to, from || serviceSender)) return { code: 21610 };
  return null;
}

/** Channels don't mix, and a content template has an id and variables that are filled in. */
function validateContent(form: URLSearchParams, { channel, contentSid }: SendParameters): SendFault | null {
  const from = form.get("From")?.trim() ?? "";
  if (from && isWhatsApp(from) !== (channel === "whatsapp")) return { code: 21910 };
  if (!contentSid) return form.has("ContentVariables") ? { code: 21654 } : null;
  if (!/^HX[0-9a-fA-F]{32}$/.test(contentSid)) return { code: 21655, detail: contentSid };
  return readContentVariables(form.get("ContentVariables") ?? "") === null ? { code: 21656 } : null;
}
