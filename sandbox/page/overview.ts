import type { MailRecord } from "../store/records";
import type { SandboxState } from "../store/sandbox-state";

const entriesMax = 200;
const excerptLength = 90;

export type OverviewEntry = {
  /** The number, or the address. */
  key: string;
  count: number;
  lastAt: string;
  excerpt: string;
};

export type Overview = {
  phones: OverviewEntry[];
  phoneCount: number;
  mailboxes: OverviewEntry[];
  mailboxCount: number;
};

function summarize<Thing extends { createdAt: string }>(
  index: Map<string, Thing[]>,
  query: string,
  excerptOf: (thing: Thing) => string,
): { entries: OverviewEntry[]; count: number } {
  const entries: OverviewEntry[] = [];
  for (const [key, things] of index) {
    const last = things.at(-1);
    if (!last || !key.includes(query)) continue;
    entries.push({
      key,
      count: things.length,
      lastAt: last.createdAt,
      excerpt: excerptOf(last).replace(/\s+/g, " ").slice(0, excerptLength),
    });
  }
  entries.sort((one, other) => (one.lastAt < other.lastAt ? 1 : -1));
  return { entries: entries.slice(0, entriesMax), count: entries.length };
}

/** The phones and mailboxes whose name contains the query, those with the newest thing first; at most 200 each. */
export function summarizeState(state: SandboxState, query: string): Overview {
  const wanted = query.trim().toLowerCase();
  const phones = summarize(state.textsByPhone, wanted.replace(/[\s()-]/g, ""), (text) =>
    text.direction === "inbound" ? `You: ${text.body}` : text.body,
  );
  const mailboxes = summarize(state.mailsByMailbox, wanted, (mail) => mail.subject);
  return {
    phones: phones.entries,
    phoneCount: phones.count,
    mailboxes: mailboxes.entries,
    mailboxCount: mailboxes.count,
  };
}

const conversationMax = 500;

/** The newest texts from and to one phone, oldest first. */
export function readConversation(state: SandboxState, phone: string) {
  const texts = state.textsByPhone.get(phone) ?? [];
  const sender = texts.findLast((text) => text.direction !== "inbound")?.from ?? texts.at(-1)?.to ?? null;
  return {
    phone,
    sender,
    optedOut: sender !== null && state.isOptedOut(phone, sender),
    earlierCount: Math.max(0, texts.length - conversationMax),
    texts: texts.slice(-conversationMax).map((text) => ({
      sid: text.sid,
      mine: text.direction === "inbound",
      channel: text.channel ?? "sms",
      provider: text.provider ?? "twilio",
      from: text.from,
      body: text.body,
      status: text.status,
      errorCode: text.errorCode ?? null,
      taken: text.requestsDone > 0,
      createdAt: text.createdAt,
    })),
  };
}

const mailboxMax = 200;

/** The newest mails of one mailbox, newest first, without their contents. */
export function readMailbox(state: SandboxState, mailbox: string) {
  const mails = state.mailsByMailbox.get(mailbox) ?? [];
  return {
    mailbox,
    earlierCount: Math.max(0, mails.length - mailboxMax),
    mails: mails
      .slice(-mailboxMax)
      .toReversed()
      .map(({ id, subject, from, createdAt, text }) => ({
        id,
        subject,
        from,
        createdAt,
        excerpt: text.replace(/\s+/g, " ").slice(0, excerptLength),
      })),
  };
}

/** The attachments by name; a content that comes twice, as invitations do, is listed once. */
function listAttachments({ attachments }: MailRecord) {
  return attachments
    .map(({ filename, contentType, content, encoding }, index) => ({
      index,
      filename,
      contentType,
      byteLength: Buffer.byteLength(content, encoding),
    }))
    .filter(
      ({ index }) =>
        attachments.findIndex(({ content }) => content === attachments[index]?.content) === index,
    );
}

/** One mail as its reader sees it; null when there is no such mail. */
export function readMail(state: SandboxState, id: string) {
  const mail = state.mailsById.get(id);
  if (!mail) return null;
  return {
    id: mail.id,
    subject: mail.subject,
    from: mail.from,
    to: mail.recipients.join(", "),
    createdAt: mail.createdAt,
    text: mail.text,
    hasHtml: mail.html !== "",
    attachments: listAttachments(mail),
  };
}
