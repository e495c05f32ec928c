import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { HttpSmsSettings } from "@/server/platform/http-sms-settings";
import {
  parseHttpSmsReply,
  parseHttpSmsStatus,
  readSignedBody,
} from "@/server/providers/sms/http-sms-callback";
import { parseInboundText, parseStatusCallback } from "@/server/providers/sms/twilio-callback";
import { verifyTwilioSignature } from "@/server/providers/sms/twilio-signature";
import { receiveText } from "@/server/services/messages/receive-text";
import { recordReceipt } from "@/server/services/messages/record-receipt";
import type { ServiceContext } from "@/server/services/service-context";

export type CallbackReceiver = {
  url: string;
  deliverTo(context: () => ServiceContext, httpSms: HttpSmsSettings): void;
  stop(): Promise<void>;
};

type Callback = { url: URL; headers: Headers; body: Buffer };
type Receiver = { context: ServiceContext; httpSms: HttpSmsSettings; authToken: string };

/** Whether a provider signed the callback; what it says is on record then. */
async function take(callback: Callback, receiver: Receiver): Promise<boolean> {
  const takes = callback.url.pathname.includes("/http-sms/") ? takeHttpSms : takeTwilio;
  return takes(callback, receiver);
}

async function takeTwilio({ url, headers, body }: Callback, { context, authToken }: Receiver) {
  const params = Object.fromEntries(new URLSearchParams(body.toString()));
  if (!verifyTwilioSignature(authToken, url.href, params, headers.get("x-twilio-signature"))) return false;
  const callback = parseStatusCallback(params, url.searchParams);
  const inbound = url.pathname.endsWith("/inbound") ? parseInboundText(params) : null;
  if (inbound) await receiveText(context, { ...inbound, provider: "twilio" });
  else if (callback) await recordReceipt(context, { provider: "twilio", ...callback });
  return true;
}

async function takeHttpSms({ url, headers, body }: Callback, { context, httpSms }: Receiver) {
  const signed = readSignedBody(httpSms, { headers, body }, context.clock.now());
  if (!signed) return false;
  const inbound = url.pathname.endsWith("/inbound") ? parseHttpSmsReply(httpSms, signed.value) : null;
  const callback = parseHttpSmsStatus(httpSms, signed.value, url.searchParams);
  if (inbound) await receiveText(context, { ...inbound, provider: "http" });
  else if (callback) await recordReceipt(context, { provider: "http", ...callback });
  return true;
}

/** A server that takes the providers' status callbacks and inbound texts, as the product's own webhooks do. */
export async function startCallbackReceiver(authToken: string): Promise<CallbackReceiver> {
  let receive: ((callback: Callback) => Promise<boolean>) | null = null;
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
    const headers = new Headers(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const isTaken = (await receive?.({ url, headers, body: await buffer(request) })) ?? false;
    response.writeHead(isTaken ? 204 : 403).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    deliverTo: (context, httpSms) => {
      receive = (callback) => take(callback, { context: context(), httpSms, authToken });
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
