import { answerJson } from "../http/http-answer";
import type { Route } from "../http/route";
import type { TextRecord } from "../store/records";
import { normalizePhone } from "./normalize-phone";
import { receiveReply } from "./receive-reply";
import type { SendTextParts } from "./send-text";
import { changeSmsAccount, describeSmsAccount } from "./sms-account";
import { addSmsFault } from "./sms-faults";

/** A text as the phone that received it knows it. */
function renderReceived(text: TextRecord) {
  const { sid, provider = "twilio", channel, to, from, body, status, createdAt, errorCode } = text;
  return {
    sid,
    provider,
    ...(channel && { channel }),
    to,
    from,
    body,
    status,
    createdAt,
    ...(errorCode !== undefined && { errorCode }),
  };
}

function readPhone(url: URL): string | null {
  const to = url.searchParams.get("to");
  return to === null ? null : normalizePhone(to);
}

/** What tests and people do with the phones; the product itself never calls these. */
export function phoneRoutes(parts: SendTextParts): Route[] {
  const { store, random } = parts;
  return [
    {
      method: "GET",
      pattern: /^\/sms\/messages$/,
      handle: ({ url }) => {
        const phone = readPhone(url);
        const texts = phone === null ? store.state.texts : (store.state.textsByPhone.get(phone) ?? []);
        return answerJson(200, texts.filter((text) => text.direction !== "inbound").map(renderReceived));
      },
    },
    {
      method: "GET",
      pattern: /^\/sms\/requests$/,
      handle: ({ url }) => {
        const phone = readPhone(url);
        const requests =
          phone === null ? store.state.requests : (store.state.requestsByPhone.get(phone) ?? []);
        return answerJson(
          200,
          requests.map((request) => ({ provider: "twilio", ...request })),
        );
      },
    },
    { method: "GET", pattern: /^\/sms\/faults$/, handle: () => answerJson(200, store.state.smsFaults) },
    { method: "POST", pattern: /^\/sms\/faults$/, handle: ({ body }) => addSmsFault(store, random, body) },
    {
      method: "GET",
      pattern: /^\/sms\/account$/,
      handle: ({ url }) => describeSmsAccount(store.state, url.searchParams.get("provider")),
    },
    { method: "POST", pattern: /^\/sms\/account$/, handle: ({ body }) => changeSmsAccount(store, body) },
    { method: "POST", pattern: /^\/sms\/inbound$/, handle: ({ body }) => receiveReply(parts, body) },
  ];
}
