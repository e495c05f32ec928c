import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { callSecret } from "./random-workflow";

type Call = { payload: { startTime: string; attendees: { name: string }[] } };

/**
 * The servers that workflows call, by path: under `/taken/` they take every call, under `/busy/` each at the second try,
 * under `/gone/` none.
 */
export class CallReceiver {
  /** Where each call that was taken came to, and what it was about. */
  readonly taken: { to: string; body: string }[] = [];
  /** What was wrong with calls. */
  readonly failures: string[] = [];
  readonly #tries = new Map<string, number>();
  readonly #server: Server;

  private constructor() {
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const status = this.#answer(request, Buffer.concat(chunks));
      response.writeHead(status, { "content-type": "text/plain" }).end(`${status}`);
    });
  }

  static async listen(): Promise<CallReceiver> {
    const receiver = new CallReceiver();
    receiver.#server.listen(0, "127.0.0.1");
    await once(receiver.#server, "listening");
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }

  #answer({ url = "", headers }: IncomingMessage, body: Buffer): number {
    const delivery = String(headers["x-punctual-delivery"]);
    const tries = (this.#tries.get(delivery) ?? 0) + 1;
    this.#tries.set(delivery, tries);
    if (url.startsWith("/gone/")) return 410;
    if (url.startsWith("/busy/") && tries === 1) return 503;
    const signature = String(headers["x-cal-signature-256"]);
    const signed = createHmac("sha256", callSecret).update(body).digest("hex");
    if (signature !== signed && signature !== "no-secret-provided")
      this.failures.push(`a call to ${url} was signed with ${signature}`);
    const { payload } = JSON.parse(body.toString()) as Call;
    this.taken.push({
      to: `${this.url}${url}`,
      body: `${payload.attendees[0]?.name} ${payload.startTime}`,
    });
    return 200;
  }
}
