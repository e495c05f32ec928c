import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { parseInboundText, parseStatusCallback } from "@/server/providers/sms/twilio-callback";
import { verifyTwilioSignature } from "@/server/providers/sms/twilio-signature";
import { receiveText } from "@/server/services/messages/receive-text";
import { recordReceipt } from "@/server/services/messages/record-receipt";
import type { ServiceContext } from "@/server/services/service-context";

export type CallbackReceiver = {
  url: string;
  deliverTo(context: () => ServiceContext): void;
  stop(): Promise<void>;
};

/** A server that takes the provider's status callbacks and inbound texts, as the product's own webhooks do. */
export async function startCallbackReceiver(authToken: string): Promise<CallbackReceiver> {
  let context: (() => ServiceContext) | null = null;
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
    const params = Object.fromEntries(new URLSearchParams(await text(request)));
    const signature = String(request.headers["x-twilio-signature"] ?? "");
    const isSigned = verifyTwilioSignature(authToken, url.href, params, signature);
    const callback = parseStatusCallback(params, url.searchParams);
    const inbound = url.pathname.endsWith("/inbound") ? parseInboundText(params) : null;
    if (isSigned && inbound && context) await receiveText(context(), inbound);
    else if (isSigned && callback && context) await recordReceipt(context(), callback);
    response.writeHead(isSigned ? 204 : 403).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    deliverTo: (given) => {
      context = given;
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
