import type { HttpSmsSettings } from "@/server/platform/http-sms-settings";
import { readJsonPointer, readJsonText } from "@/server/platform/json-pointer";
import { parseJson, readHttpSmsId } from "./classify-http-sms-answer";
import type { HttpExchange } from "./exchange-http";
import { httpSmsCode } from "./http-sms-code";
import { isFailure, readHttpSmsStatus } from "./http-sms-status";
import { LookupError, type SentMessage } from "./port";

type Report = { status: SentMessage["status"]; errorCode?: string };

/**
 * The JSON that a look-up returned; undefined where the provider knows no such thing.
 * @throws LookupError for anything else.
 */
export function readLookup(settings: HttpSmsSettings, exchange: HttpExchange): unknown {
  if (exchange.kind === "not_sent") throw new LookupError("transient", "connect_failed");
  if (exchange.kind === "broken") throw new LookupError("unknown", exchange.reason);
  const { status, body } = exchange;
  const answer = parseJson(body);
  const isOwnWord = answer !== null && typeof answer === "object";
  if (isOwnWord && status >= 200 && status < 300) return answer;
  if (isOwnWord && status === 404) return undefined;
  const given = settings.errors.pointer && readJsonText(answer, settings.errors.pointer);
  const code = httpSmsCode(settings.errors, given) ?? `http_status_${status}`;
  if (status === 401 || status === 403) throw new LookupError("account", code);
  if (status === 429) throw new LookupError("transient", code);
  throw new LookupError("unknown", status < 300 ? "unreadable" : code);
}

/** @throws LookupError when the status is a word that is neither set nor usual. */
export function readReport(settings: HttpSmsSettings, answer: unknown): Report {
  if (settings.status === null) throw new LookupError("unknown", "unreadable");
  const { fields } = settings.status;
  const status = readHttpSmsStatus(settings.statuses, readJsonText(answer, fields.status));
  if (status === null) throw new LookupError("unknown", "unreadable");
  const code = fields.code && isFailure(status) ? readJsonText(answer, fields.code) : null;
  return { status, errorCode: httpSmsCode(settings.errors, code) };
}

/**
 * The texts of one page of the list, and the address of the next page if there is one.
 * @throws LookupError when the list isn't where the settings say, or one of its texts can't be read.
 */
export function readPage(
  settings: HttpSmsSettings,
  answer: unknown,
): { texts: SentMessage[]; next: string | null } {
  if (settings.list === null) return { texts: [], next: null };
  const { fields } = settings.list;
  const items = readJsonPointer(answer, fields.items);
  if (!Array.isArray(items)) throw new LookupError("unknown", "unreadable");
  const texts = items.map((item): SentMessage => {
    const providerMessageId = readHttpSmsId(item, fields.id);
    const createdAt = readInstant(readJsonText(item, fields.createdAt));
    const to = readJsonText(item, fields.to);
    if (providerMessageId === null || createdAt === null || to === null) {
      throw new LookupError("unknown", "unreadable");
    }
    // A word that nobody knows still says that the text is there.
    const status = readHttpSmsStatus(settings.statuses, readJsonText(item, fields.status)) ?? "queued";
    const code = fields.code && isFailure(status) ? readJsonText(item, fields.code) : null;
    const body = readJsonText(item, fields.body) ?? "";
    return { providerMessageId, to, body, createdAt, status, errorCode: httpSmsCode(settings.errors, code) };
  });
  return { texts, next: fields.next ? readJsonText(answer, fields.next) : null };
}

/** An instant in Unix seconds or milliseconds, or as a date and time, in UTC where it names no zone. */
function readInstant(text: string | null): Date | null {
  if (text === null) return null;
  if (/^\d{9,14}(\.\d+)?$/.test(text)) {
    const number = Number(text);
    return new Date(number < 1e11 ? number * 1000 : number);
  }
  const isIsoWithoutZone = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(text);
  const instant = Date.parse(isIsoWithoutZone ? `${text.replace(" ", "T")}Z` : text);
  return Number.isNaN(instant) ? null : new Date(instant);
}
