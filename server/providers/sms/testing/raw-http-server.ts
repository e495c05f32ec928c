import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server } from "node:net";

/** The bytes of a request or an answer as they are kept, with `{host}` where the server's own address goes. */
export function readWire(name: string): string {
  return readFileSync(new URL(`./wire/${name}.http`, import.meta.url), "utf8");
}

/** A request that a provider makes to us, from its kept bytes. */
export function requestOf(wire: string): { url: URL; headers: Headers; body: Buffer } {
  const [head = "", ...rest] = wire.split("\r\n\r\n");
  const [line = "", ...fields] = head.split("\r\n");
  const headers = new Headers(
    fields.map((field): [string, string] => {
      const colon = field.indexOf(":");
      return [field.slice(0, colon), field.slice(colon + 1).trim()];
    }),
  );
  const url = new URL(line.split(" ")[1] ?? "", `https://${headers.get("host")}`);
  return { url, headers, body: Buffer.from(rest.join("\r\n\r\n")) };
}

/** A server that keeps the bytes it is sent and answers each request with bytes of its own. */
export class RawHttpServer {
  readonly requests: string[] = [];
  readonly #server: Server;

  private constructor(answers: string[]) {
    this.#server = createServer((socket) => {
      let received = "";
      socket.on("error", () => undefined);
      socket.on("data", (chunk) => {
        received += chunk.toString("utf8");
        const end = received.indexOf("\r\n\r\n");
        const length = Number(/content-length: (\d+)/i.exec(received)?.[1] ?? 0);
        if (end === -1 || Buffer.byteLength(received.slice(end + 4)) < length) return;
        this.requests.push(received.replaceAll(this.host, "{host}"));
        received = "";
        socket.end(answers.shift() ?? "HTTP/1.1 500 Used Up\r\ncontent-length: 0\r\n\r\n");
      });
    });
  }

  /** Listens on loopback; the answers are given in order. */
  static async listen(...answers: string[]): Promise<RawHttpServer> {
    const server = new RawHttpServer(answers);
    server.#server.listen(0, "127.0.0.1");
    await once(server.#server, "listening");
    return server;
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `http://${this.host}`;
  }

  async close(): Promise<void> {
    this.#server.close();
    await once(this.#server, "close");
  }
}
