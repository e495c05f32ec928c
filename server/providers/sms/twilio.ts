import http from "node:http";
import https from "node:https";
import { z } from "zod";
import type { DeliveryStatus } from "@/server/domain/workflows/delivery-status";
import type { Clock } from "@/server/platform/clock";
import { senderId } from "../sender-id";
import { classifyAccountAnswer } from "./classify-account-answer";
import { classifyTwilioAnswer } from "./classify-twilio-answer";
import { exchangeHttp, type HttpExchange } from "./exchange-http";
import { type AccountCheck, LookupError, type SentMessage, type SmsProvider } from "./port";
import { readTwilioStatus } from "./twilio-status";

export type TwilioOptions = {
  accountSid: string;
  authToken: string;
  /** A number or a messaging service; the service wins when both are set. */
  fromNumber?: string;
  messagingServiceSid?: string;
  /** The number that WhatsApp messages come from; without it the messaging service sends them. */
  whatsAppFrom?: string;
  apiBaseUrl: string;
  /** The product's public address, which status callbacks come back to. */
  publicUrl: string;
  connectTimeoutMs: number;
  timeoutMs: number;
  clock: Clock;
};

/** Idle connections are closed before servers close theirs, or a request could meet a closing one. */
const agentOptions = { keepAlive: true, timeout: 4_000 };
const whatsAppPrefix = "whatsapp:";
const pageSize = 100;
const pagesMax = 20;

const messageSchema = z.object({
  sid: z.string(),
  to: z.string(),
  body: z.string().nullable(),
  direction: z.string(),
  date_created: z.string(),
  status: z.string(),
  error_code: z.int().nullish(),
});

const listSchema = z.object({ messages: z.array(messageSchema), next_page_uri: z.string().nullish() });

function readMessage(message: z.output<typeof messageSchema>): SentMessage | null {
  const status = readTwilioStatus(message.status);
  if (!status || !message.direction.startsWith("outbound")) return null;
  return {
    providerMessageId: message.sid,
    to: message.to.replace(whatsAppPrefix, ""),
    body: message.body ?? "",
    createdAt: new Date(message.date_created),
    status,
    errorCode: message.error_code ? String(message.error_code) : undefined,
  };
}

/**
 * What a look-up returned, as the schema describes it; null when the provider doesn't know the thing.
 * @throws LookupError for anything else.
 */
function readLookup<Output>(exchange: HttpExchange, schema: z.ZodType<Output>, now: Date): Output | null {
  if (exchange.kind === "answered" && exchange.status === 200) {
    try {
      return schema.parse(JSON.parse(exchange.body));
    } catch {
      throw new LookupError("unknown", "unreadable");
    }
  }
  const outcome = classifyTwilioAnswer(exchange, now);
  if (outcome.kind === "refused" && outcome.httpStatus === 404) return null;
  if (outcome.kind === "refused") throw new LookupError(outcome.refusal, outcome.code);
  throw new LookupError("unknown", outcome.kind === "unknown" ? outcome.reason : "unreadable");
}

function floorToSecond(instant: Date): number {
  return Math.floor(instant.getTime() / 1000) * 1000;
}

class TwilioProvider implements SmsProvider {
  readonly name = "twilio";
  readonly senderIds: SmsProvider["senderIds"];
  readonly #options: TwilioOptions;
  readonly #agents = { http: new http.Agent(agentOptions), https: new https.Agent(agentOptions) };

  constructor(options: TwilioOptions) {
    this.#options = options;
    const { authToken, fromNumber, messagingServiceSid, whatsAppFrom } = options;
    const textsFrom = messagingServiceSid || fromNumber || "";
    this.senderIds = {
      sms: senderId("twilio", authToken, textsFrom),
      whatsapp: senderId("twilio", authToken, whatsAppFrom ? `${whatsAppPrefix}${whatsAppFrom}` : textsFrom),
    };
  }

  async send(message: Parameters<SmsProvider["send"]>[0]) {
    const { fromNumber, messagingServiceSid, whatsAppFrom, publicUrl, clock } = this.#options;
    const form = message.whatsApp
      ? new URLSearchParams({
          To: `${whatsAppPrefix}${message.to}`,
          ContentSid: message.whatsApp.contentSid,
          ContentVariables: JSON.stringify(message.whatsApp.variables),
        })
      : new URLSearchParams({ To: message.to, Body: message.body });
    if (message.whatsApp && whatsAppFrom) form.set("From", `${whatsAppPrefix}${whatsAppFrom}`);
    else if (messagingServiceSid) {
      form.set("MessagingServiceSid", messagingServiceSid);
      // The number is one of the service's; without a service there is only the one that is configured.
      if (message.from !== undefined) form.set("From", message.from);
    } else if (fromNumber) form.set("From", fromNumber);
    const attempt = encodeURIComponent(message.attemptId);
    form.set("StatusCallback", `${publicUrl}/api/webhooks/twilio/status?attempt=${attempt}`);
    const exchange = await this.#request("POST", this.#path("Messages.json"), form);
    return classifyTwilioAnswer(exchange, clock.now());
  }

  async findSent(query: Parameters<SmsProvider["findSent"]>[0]): Promise<SentMessage[]> {
    const earliest = floorToSecond(query.createdAfter);
    const found: SentMessage[] = [];
    let path = this.#path(
      `Messages.json?${new URLSearchParams({ To: `${query.isWhatsApp ? whatsAppPrefix : ""}${query.to}`, PageSize: String(pageSize) })}`,
    );
    for (let pages = 0; pages < pagesMax; pages += 1) {
      const page = readLookup(await this.#request("GET", path), listSchema, this.#options.clock.now());
      if (!page) throw new LookupError("account", "20404");
      const messages = page.messages.map(readMessage).filter((message) => message !== null);
      found.push(
        ...messages.filter(({ createdAt }) => +createdAt >= earliest && createdAt <= query.createdBefore),
      );
      const oldest = page.messages.at(-1);
      if (!page.next_page_uri || !oldest || Date.parse(oldest.date_created) < earliest) return found;
      path = page.next_page_uri;
    }
    throw new LookupError("unknown", "too_many_messages");
  }

  async fetchStatus(
    providerMessageId: string,
  ): Promise<{ status: DeliveryStatus; errorCode?: string } | null> {
    const path = this.#path(`Messages/${encodeURIComponent(providerMessageId)}.json`);
    const resource = readLookup(await this.#request("GET", path), messageSchema, this.#options.clock.now());
    if (!resource) return null;
    const status = readTwilioStatus(resource.status);
    if (!status) throw new LookupError("unknown", "unreadable");
    return { status, errorCode: resource.error_code ? String(resource.error_code) : undefined };
  }

  async checkAccount(): Promise<AccountCheck> {
    const exchange = await this.#request("GET", `/2010-04-01/Accounts/${this.#options.accountSid}.json`);
    return classifyAccountAnswer(exchange, this.#options.clock.now());
  }

  #path(resource: string): string {
    return `/2010-04-01/Accounts/${this.#options.accountSid}/${resource}`;
  }

  #request(method: "GET" | "POST", path: string, form?: URLSearchParams): Promise<HttpExchange> {
    const { accountSid, authToken, apiBaseUrl, connectTimeoutMs, timeoutMs } = this.#options;
    const body = form?.toString();
    return exchangeHttp({
      method,
      url: new URL(path, apiBaseUrl),
      headers: {
        accept: "application/json",
        authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`,
        "user-agent": "punctual",
        ...(body === undefined
          ? {}
          : {
              "content-type": "application/x-www-form-urlencoded; charset=utf-8",
              "content-length": String(Buffer.byteLength(body)),
            }),
      },
      body,
      connectTimeoutMs,
      timeoutMs,
      agents: this.#agents,
    });
  }
}

/** Texts by Twilio's Messages API, or anything that speaks it under `apiBaseUrl`. */
export function createTwilioProvider(options: TwilioOptions): SmsProvider {
  return new TwilioProvider(options);
}
