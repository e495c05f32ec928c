import PostalMime, { type Address, type Attachment } from "postal-mime";
import type { AttachmentRecord, MailRecord } from "../store/records";

function nameAddress(address: Address | undefined): string {
  if (!address) return "";
  if (address.address === undefined) return address.name;
  return address.name ? `${address.name} <${address.address}>` : address.address;
}

function readAttachment(attachment: Attachment): AttachmentRecord {
  const { content } = attachment;
  const bytes = typeof content === "string" ? Buffer.from(content) : Buffer.from(new Uint8Array(content));
  const encoding = /^(text\/|application\/(ics|json|xml)\b)/.test(attachment.mimeType) ? "utf8" : "base64";
  return {
    filename: attachment.filename ?? (attachment.mimeType === "text/calendar" ? "invite.ics" : "attachment"),
    contentType: attachment.method
      ? `${attachment.mimeType}; method=${attachment.method}`
      : attachment.mimeType,
    content: bytes.toString(encoding),
    encoding,
  };
}

/** What a reader of the mail sees; the recipients are those of the envelope. */
export async function parseMail(
  raw: Buffer,
  recipients: string[],
  identity: { id: string; createdAt: string },
): Promise<MailRecord> {
  const mail = await PostalMime.parse(raw, { maxNestingDepth: 20, maxHeadersSize: 256 * 1024 });
  return {
    ...identity,
    recipients,
    from: nameAddress(mail.from),
    subject: mail.subject ?? "",
    text: mail.text?.trimEnd() ?? "",
    html: mail.html?.trimEnd() ?? "",
    messageId: mail.messageId ?? "",
    attachments: mail.attachments.map(readAttachment),
  };
}
