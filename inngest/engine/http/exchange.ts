import type { IncomingMessage } from "node:http";

/** A request that isn't answered as asked; the message is for its sender. */
export class HttpRefusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** A request to the engine: its address in parts, and what the routes read of it. */
export type Exchange = {
  method: string;
  url: URL;
  /** What stands in the place of `:name` in the route's path. */
  parameters: Record<string, string>;
  header(name: string): string | null;
  /** @throws HttpRefusal when the body is larger than allowed */
  text(largestBytes: number): Promise<string>;
};

/** The exchange of an incoming message whose path has matched a route. */
export function exchangeOf(message: IncomingMessage, url: URL, parameters: Record<string, string>): Exchange {
  return {
    method: message.method ?? "GET",
    url,
    parameters,
    header: (name) => {
      const value = message.headers[name];
      return Array.isArray(value) ? (value[0] ?? null) : (value ?? null);
    },
    text: (largestBytes) => readText(message, largestBytes),
  };
}

/** @throws HttpRefusal when the text isn't JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpRefusal(400, "the body isn't JSON");
  }
}

async function readText(message: IncomingMessage, largestBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > largestBytes) throw new HttpRefusal(413, `the body has more than ${largestBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
