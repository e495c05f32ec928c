import http from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import { mayPass, type UrlRefusal } from "@/server/domain/webhooks/webhook-url";
import type { Clock } from "@/server/platform/clock";
import { exchangeHttp } from "@/server/providers/sms/exchange-http";
import type { SendOutcome } from "@/server/providers/sms/port";
import { senderId } from "../sender-id";
import { classifyWebhookAnswer } from "./classify-webhook-answer";
import type { WebhookCall, WebhookProvider } from "./port";
import { type ReceiverRules, type ResolveHost, resolveHost, resolveReceiver } from "./resolve-receiver";
import { signatureHeaders, webhookVersion } from "./sign-webhook";

export type HttpWebhookOptions = ReceiverRules & {
  connectTimeoutMs: number;
  timeoutMs: number;
  clock: Clock;
  resolve?: ResolveHost;
};

const keptAnswerBytes = 2_048;

class HttpWebhookProvider implements WebhookProvider {
  readonly name = "webhook";
  readonly #options: HttpWebhookOptions;
  // No connection is used twice: each call goes to the address that was checked for it.
  readonly #agents = { http: new http.Agent(), https: new https.Agent() };

  constructor(options: HttpWebhookOptions) {
    this.#options = options;
  }

  senderId(url: string): string {
    return senderId("webhook", "", new URL(url).host);
  }

  async refusalOf(url: string): Promise<UrlRefusal | null> {
    const receiver = await this.#resolve(new URL(url));
    return receiver.kind === "refused" ? receiver.refusal : null;
  }

  async send(call: WebhookCall): Promise<SendOutcome> {
    const url = new URL(call.url);
    const receiver = await this.#resolve(url);
    if (receiver.kind === "refused") {
      const { refusal: code } = receiver;
      return { kind: "refused", refusal: mayPass(code) ? "transient" : "permanent", code };
    }
    const { connectTimeoutMs, timeoutMs, clock } = this.#options;
    const exchange = await exchangeHttp({
      method: "POST",
      url,
      headers: {
        "content-type": call.contentType,
        "content-length": String(Buffer.byteLength(call.body)),
        "user-agent": "punctual-webhooks",
        "X-Cal-Webhook-Version": webhookVersion,
        "X-Punctual-Delivery": call.deliveryId,
        "X-Request-Id": call.requestId,
        ...signatureHeaders(call.secret, call.body, clock.now()),
      },
      body: call.body,
      connectTimeoutMs,
      timeoutMs,
      agents: this.#agents,
      lookup: lookupOf(receiver.addresses),
      keptAnswerBytes,
    });
    return classifyWebhookAnswer(exchange, call.attemptId, clock.now());
  }

  #resolve(url: URL) {
    const { resolve = resolveHost, connectTimeoutMs } = this.#options;
    return resolveReceiver(url, this.#options, { resolve, timeoutMs: connectTimeoutMs });
  }
}

/** Answers with the addresses that were checked: a second resolution could lead elsewhere. */
function lookupOf(addresses: { address: string; family: number }[]): LookupFunction {
  return (_host, options, done) => {
    const [first] = addresses;
    if (options.all) done(null, addresses);
    else if (first) done(null, first.address, first.family);
  };
}

/** Calls to other people's servers, which never reach the own machine or network unless that is allowed. */
export function createHttpWebhookProvider(options: HttpWebhookOptions): WebhookProvider {
  return new HttpWebhookProvider(options);
}
