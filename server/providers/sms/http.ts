import http from "node:http";
import https from "node:https";
import { fillPlaceholders, renderBody } from "@/server/platform/body-template";
import type { Clock } from "@/server/platform/clock";
import type { HttpSmsSettings } from "@/server/platform/http-sms-settings";
import { senderId } from "../sender-id";
import { classifyHttpSmsAnswer } from "./classify-http-sms-answer";
import { exchangeHttp, type HttpExchange } from "./exchange-http";
import { readLookup, readPage, readReport } from "./http-sms-lookups";
import { signHttpSms } from "./http-sms-signature";
import { type AccountCheck, LookupError, type SendOutcome, type SentMessage, type SmsProvider } from "./port";

export type HttpSmsOptions = {
  settings: HttpSmsSettings;
  /** The product's public address, which status reports come back to. */
  publicUrl: string;
  connectTimeoutMs: number;
  timeoutMs: number;
  clock: Clock;
};

/** Idle connections are closed before servers close theirs, or a request could meet a closing one. */
const agentOptions = { keepAlive: true, timeout: 4_000 };
const answerBytesMax = 256 * 1024;
const listBytesMax = 2 * 1024 * 1024;
const pagesMax = 20;

const contentTypes = {
  json: "application/json",
  form: "application/x-www-form-urlencoded; charset=utf-8",
};

const digitsOf = (number: string) => number.replace(/\D/g, "");

class HttpSmsProvider implements SmsProvider {
  readonly name = "http";
  readonly senderIds: SmsProvider["senderIds"];
  readonly #options: HttpSmsOptions;
  readonly #agents = { http: new http.Agent(agentOptions), https: new https.Agent(agentOptions) };

  constructor(options: HttpSmsOptions) {
    this.#options = options;
    const { url, headers, signingSecret, from } = options.settings;
    const secret = JSON.stringify([url, headers, signingSecret]);
    this.senderIds = { sms: senderId("http", secret, from), whatsapp: null };
  }

  async send(message: Parameters<SmsProvider["send"]>[0]): Promise<SendOutcome> {
    if (message.whatsApp) return { kind: "refused", refusal: "permanent", code: "whatsapp_not_served" };
    const { settings, publicUrl, clock } = this.#options;
    const { to, attemptId } = message;
    const body = renderBody(settings.body, {
      to,
      toDigits: digitsOf(to),
      from: settings.from,
      body: message.body,
      attemptId,
      callbackUrl: `${publicUrl}/api/webhooks/http-sms/status?attempt=${encodeURIComponent(attemptId)}`,
    });
    const exchange = await this.#request(settings.method, settings.url, { body });
    return classifyHttpSmsAnswer(settings, exchange, { attemptId, now: clock.now() });
  }

  async findSent(query: Parameters<SmsProvider["findSent"]>[0]): Promise<SentMessage[]> {
    const { settings } = this.#options;
    if (settings.list === null || query.isWhatsApp) return [];
    const earliest = Math.floor(query.createdAfter.getTime() / 1000) * 1000;
    const first = fillAddress(settings.list.url, {
      to: query.to,
      toDigits: digitsOf(query.to),
      createdAfter: new Date(earliest).toISOString(),
      createdBefore: query.createdBefore.toISOString(),
    });
    const found: SentMessage[] = [];
    let address: string | null = first;
    for (let pages = 0; pages < pagesMax && address !== null; pages += 1) {
      const exchange: HttpExchange = await this.#request("GET", address, { maxAnswerBytes: listBytesMax });
      const answer = readLookup(settings, exchange);
      if (answer === undefined) throw new LookupError("account", "http_status_404");
      const { texts, next } = readPage(settings, answer);
      found.push(...texts);
      address = next === null ? null : nextPage(first, next);
    }
    if (address !== null) throw new LookupError("unknown", "too_many_messages");
    return found
      .filter((text) => digitsOf(text.to) === digitsOf(query.to))
      .filter(({ createdAt }) => +createdAt >= earliest && createdAt <= query.createdBefore)
      .map((text) => ({ ...text, to: query.to }))
      .sort((one, other) => +other.createdAt - +one.createdAt);
  }

  async fetchStatus(providerMessageId: string) {
    const { settings } = this.#options;
    if (settings.status === null) return null;
    const address = fillAddress(settings.status.url, { id: providerMessageId });
    const answer = readLookup(settings, await this.#request("GET", address));
    return answer === undefined ? null : readReport(settings, answer);
  }

  async checkAccount(): Promise<AccountCheck> {
    const { settings } = this.#options;
    if (settings.checkUrl === null) return { kind: "unknown", code: "account_not_checkable" };
    const exchange = await this.#request("GET", settings.checkUrl);
    if (exchange.kind === "answered" && exchange.status >= 200 && exchange.status < 300) {
      return { kind: "passed" };
    }
    try {
      readLookup(settings, exchange);
    } catch (error) {
      if (!(error instanceof LookupError)) throw error;
      return { kind: error.refusal === "account" ? "refused" : "unanswered", code: error.code };
    }
    return { kind: "unanswered", code: "http_status_404" };
  }

  #request(
    method: "GET" | "POST" | "PUT",
    address: string,
    { body, maxAnswerBytes = answerBytesMax }: { body?: string; maxAnswerBytes?: number } = {},
  ): Promise<HttpExchange> {
    const { settings, connectTimeoutMs, timeoutMs } = this.#options;
    return exchangeHttp({
      method,
      url: new URL(address),
      headers: {
        accept: "application/json",
        "user-agent": "punctual",
        ...settings.headers,
        ...this.#signature(body ?? ""),
        ...(body === undefined
          ? {}
          : {
              "content-type": contentTypes[settings.body.kind],
              "content-length": String(Buffer.byteLength(body)),
            }),
      },
      body,
      connectTimeoutMs,
      timeoutMs,
      maxAnswerBytes,
      agents: this.#agents,
    });
  }

  #signature(body: string): Record<string, string> {
    const { settings, clock } = this.#options;
    const { signingSecret, signatureHeader, timestampHeader } = settings;
    if (signingSecret === null) return {};
    const timestamp = String(Math.floor(clock.now().getTime() / 1000));
    return { [timestampHeader]: timestamp, [signatureHeader]: signHttpSms(signingSecret, timestamp, body) };
  }
}

function fillAddress(template: string, values: Record<string, string>): string {
  const encoded = Object.entries(values).map(([name, value]) => [name, encodeURIComponent(value)]);
  return fillPlaceholders(template, Object.fromEntries(encoded));
}

/**
 * The address of the next page, at the same place as the first, since our credentials go there.
 * @throws LookupError when it is elsewhere.
 */
function nextPage(first: string, next: string): string {
  if (!URL.canParse(next, first) || new URL(next, first).origin !== new URL(first).origin) {
    throw new LookupError("unknown", "unreadable");
  }
  return new URL(next, first).href;
}

/** Texts by any provider that takes them over HTTP, spoken to as the settings say. It serves no WhatsApp. */
export function createHttpSmsProvider(options: HttpSmsOptions): SmsProvider {
  return new HttpSmsProvider(options);
}
