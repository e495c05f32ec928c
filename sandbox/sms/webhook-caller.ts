import type { Clock } from "@/server/platform/clock";
import { isLoopbackHost } from "@/server/platform/env";
import type { PlannedRequest } from "./planned-requests";
import { signReport } from "./sign-report";
import { signWebhook } from "./sign-webhook";

export type WebhookCallerOptions = {
  authToken: string;
  /** What the HTTP provider signs with. */
  callbackSecret: string;
  clock: Clock;
  /** The product's public address and where it listens on this machine. */
  publicUrl?: string;
  localUrl?: string;
  timeoutMs: number;
};

export type WebhookAnswer = { status: number; contentType: string; body: string };

/**
 * Where a web request goes: its own address when that is on this machine, the product's local address when it is
 * meant for the product, and nowhere (null) otherwise, since the sandbox never talks to the outside.
 */
export function resolveWebhookTarget(
  address: string,
  product: { publicUrl?: string; localUrl?: string },
): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol === "http:" && isLoopbackHost(url.hostname)) return url.href;
  const { publicUrl, localUrl } = product;
  if (!publicUrl || !localUrl || new URL(publicUrl).origin !== url.origin) return null;
  return new URL(`${url.pathname}${url.search}`, localUrl).href;
}

/** Makes the providers' signed web requests, to this machine only. */
export class WebhookCaller {
  readonly #options: WebhookCallerOptions;
  readonly #stopping = new AbortController();

  constructor(options: WebhookCallerOptions) {
    this.#options = options;
  }

  canReach(address: string): boolean {
    return resolveWebhookTarget(address, this.#options) !== null;
  }

  /** Makes the request; null when there was no answer. Redirects aren't followed. */
  async post(request: PlannedRequest): Promise<WebhookAnswer | null> {
    const target = resolveWebhookTarget(request.url, this.#options);
    if (!target) return null;
    try {
      const response = await fetch(target, {
        method: "POST",
        redirect: "manual",
        ...this.#signed(request),
        signal: AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(this.#options.timeoutMs)]),
      });
      const contentType = response.headers.get("content-type") ?? "";
      return { status: response.status, contentType, body: await response.text() };
    } catch {
      return null;
    }
  }

  #signed(request: PlannedRequest): { headers: Record<string, string>; body: string } {
    const { authToken, callbackSecret, clock } = this.#options;
    if (request.provider === "twilio") {
      const headers = {
        "content-type": "application/x-www-form-urlencoded; charset=utf-8",
        "user-agent": "TwilioProxy/1.1",
        "x-twilio-signature": signWebhook(authToken, request.url, request.parameters),
      };
      return { headers, body: new URLSearchParams(request.parameters).toString() };
    }
    const body = JSON.stringify(request.body);
    const timestamp = String(Math.floor(clock.now().getTime() / 1000));
    const headers = {
      "content-type": "application/json",
      "user-agent": "punctual-sandbox",
      "x-timestamp": timestamp,
      "x-signature": signReport(callbackSecret, timestamp, body),
    };
    return { headers, body };
  }

  stop(): void {
    this.#stopping.abort();
  }
}
