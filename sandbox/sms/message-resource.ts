import type { TextRecord } from "../store/records";
import { countSegments } from "./count-segments";
import { addressOf } from "./whatsapp";

/** An instant as the API writes it (RFC 2822, whole seconds). */
function toRfc2822(instant: string): string {
  return new Date(instant).toUTCString().replace("GMT", "+0000");
}

/** The Message resource of Twilio's API. */
export function renderMessageResource(text: TextRecord, accountSid: string) {
  const uri = `/2010-04-01/Accounts/${accountSid}/Messages/${text.sid}`;
  return {
    sid: text.sid,
    account_sid: accountSid,
    api_version: "2010-04-01",
    messaging_service_sid: text.messagingServiceSid ?? null,
    direction: text.direction,
    to: addressOf(text.to, text),
    from: text.status === "accepted" ? null : addressOf(text.from, text),
    body: text.redacted ? "" : text.body,
    num_segments: String(countSegments(text.body)),
    num_media: "0",
    status: text.status,
    error_code: text.errorCode ?? null,
    error_message: null,
    price: null,
    price_unit: "USD",
    date_created: toRfc2822(text.createdAt),
    date_updated: toRfc2822(text.updatedAt),
    date_sent: text.sentAt ? toRfc2822(text.sentAt) : null,
    uri: `${uri}.json`,
    subresource_uris: { media: `${uri}/Media.json` },
  };
}
