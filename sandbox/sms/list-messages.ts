import { answerJson, type HttpAnswer } from "../http/http-answer";
import type { TextRecord } from "../store/records";
import type { SandboxState } from "../store/sandbox-state";
import { renderMessageResource } from "./message-resource";
import { normalizePhone } from "./normalize-phone";
import { answerTwilioError } from "./twilio-error";
import { isWhatsApp } from "./whatsapp";

const pageSizeDefault = 50;
const pageSizeMax = 1000;
const dayMilliseconds = 86_400_000;

type DateFilter = { from: number; to: number };

/** A date means its whole day in UTC, as the API has it. */
function readDateFilter(query: URLSearchParams): DateFilter | null {
  const filter = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  for (const [key, value] of query) {
    if (!key.startsWith("DateSent")) continue;
    const instant = Date.parse(value);
    if (Number.isNaN(instant)) return null;
    const end = /^\d{4}-\d{2}-\d{2}$/.test(value) ? instant + dayMilliseconds : instant + 1000;
    if (key !== "DateSent<") filter.from = Math.max(filter.from, instant);
    if (key !== "DateSent>") filter.to = Math.min(filter.to, end);
  }
  return filter;
}

function matches(text: TextRecord, from: string | null, dateSent: DateFilter): boolean {
  if (from !== null && text.from !== from) return false;
  if (dateSent.from === Number.NEGATIVE_INFINITY && dateSent.to === Number.POSITIVE_INFINITY) return true;
  const sentAt = text.sentAt ? Date.parse(text.sentAt) : Number.NaN;
  return sentAt >= dateSent.from && sentAt < dateSent.to;
}

/** The texts that may match, oldest first: only one person's when the filter names a number. */
function candidates(state: SandboxState, to: string | null, from: string | null): readonly TextRecord[] {
  const person = to === null ? undefined : state.textsByPhone.get(to);
  const all = person ?? (from === null ? undefined : state.textsByPhone.get(from)) ?? state.texts;
  return to === null ? all : all.filter((text) => text.to === to);
}

/** `GET Messages.json`: newest first, a page at a time; a page token is the last sid of the page before. */
export function listMessages(state: SandboxState, url: URL, accountSid: string): HttpAnswer {
  const query = url.searchParams;
  const dateSent = readDateFilter(query);
  const pageSize = Number(query.get("PageSize") ?? pageSizeDefault);
  if (!dateSent) return answerTwilioError(20001, { detail: "DateSent" });
  if (!Number.isInteger(pageSize) || pageSize < 1) return answerTwilioError(20001, { detail: "PageSize" });
  const size = Math.min(pageSize, pageSizeMax);
  const phone = (name: string) => (query.get(name) ? normalizePhone(query.get(name) ?? "") : null);
  const [to, from] = [phone("To"), phone("From")];

  const channel = isWhatsApp(query.get("To") ?? "") ? "whatsapp" : undefined;
  const found = candidates(state, to, from).filter(
    (text) =>
      matches(text, from, dateSent) && (to === null || text.channel === channel) && text.provider !== "http",
  );
  const newestFirst = found.toReversed();
  const afterSid = query.get("PageToken")?.slice(2) ?? null;
  const start = afterSid === null ? 0 : newestFirst.findIndex((text) => text.sid === afterSid) + 1;
  const page = newestFirst.slice(start, start + size);
  const last = page.at(-1);
  const pageNumber = Number(query.get("Page") ?? 0) || 0;

  const address = (number: number, token: string | null) => {
    const next = new URLSearchParams(query);
    next.set("PageSize", String(size));
    next.set("Page", String(number));
    next.delete("PageToken");
    if (token) next.set("PageToken", token);
    return `${url.pathname}?${next}`;
  };
  return answerJson(200, {
    messages: page.map((text) => renderMessageResource(text, accountSid)),
    page: pageNumber,
    page_size: size,
    start,
    end: Math.max(start + page.length - 1, start),
    uri: `${url.pathname}${url.search}`,
    first_page_uri: address(0, null),
    previous_page_uri: null,
    next_page_uri:
      last && start + size < newestFirst.length ? address(pageNumber + 1, `PA${last.sid}`) : null,
  });
}
