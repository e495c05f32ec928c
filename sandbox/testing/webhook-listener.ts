import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export type ReceivedWebhook = {
  path: string;
  signature: string;
  /** Of a form. */
  parameters: Record<string, string>;
  headers: Headers;
  body: Buffer;
};

/** Stands where the product's webhooks would be and keeps what it is told. */
export class WebhookListener {
  readonly received: ReceivedWebhook[] = [];
  /** The statuses to answer with, in order; 204 once they are used up. */
  readonly statuses: number[] = [];
  twiml: string | null = null;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks);
      this.received.push({
        path: request.url ?? "",
        signature: String(request.headers["x-twilio-signature"]),
        parameters: Object.fromEntries(new URLSearchParams(body.toString())),
        headers: new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
        body,
      });
      if (this.twiml === null) response.writeHead(this.statuses.shift() ?? 204).end();
      else response.writeHead(200, { "content-type": "text/xml" }).end(this.twiml);
    });
  }

  static async listen(port = 0): Promise<WebhookListener> {
    const listener = new WebhookListener();
    listener.#server.listen(port, "127.0.0.1");
    await once(listener.#server, "listening");
    return listener;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }
}
