import http from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";

export type HttpExchange =
  | { kind: "answered"; status: number; headers: http.IncomingHttpHeaders; body: string }
  /** Nothing of the request left this machine: no address, no connection or no secure channel. */
  | { kind: "not_sent" }
  /** The request may have arrived; whether it was acted upon is unknown. */
  | { kind: "broken"; reason: "timeout" | "connection_broken" };

export type HttpExchangeRequest = {
  method: "GET" | "POST" | "PUT";
  url: URL;
  headers: Record<string, string>;
  body?: string;
  /** For the connection alone, and for the whole exchange. */
  connectTimeoutMs: number;
  timeoutMs: number;
  /** A larger answer counts as broken. */
  maxAnswerBytes?: number;
  agents: { http: http.Agent; https: https.Agent };
  /** Takes the place of looking the host's name up. */
  lookup?: LookupFunction;
  /** Keeps so many bytes of the answer's beginning and hangs up; the answer then counts once its head is there. */
  keptAnswerBytes?: number;
};

const maxAnswerBytesByDefault = 8 * 1024 * 1024;

async function readAnswer(response: http.IncomingMessage, maxAnswerBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let byteLength = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    byteLength += chunk.length;
    if (byteLength > maxAnswerBytes) throw new Error("The answer is too large.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** The beginning of an answer, or what there is of it when it breaks off. */
async function readBeginning(response: http.IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let byteLength = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      byteLength += chunk.length;
      if (byteLength >= maxBytes) break;
    }
  } catch {
    // What came before it broke off is all there is to keep.
  }
  return Buffer.concat(chunks).subarray(0, maxBytes).toString("utf8");
}

/**
 * One HTTP request without redirects or retries. It tells apart what was surely not sent from what may have
 * been, which `fetch` hides when a connection can't be opened in time.
 */
export function exchangeHttp(options: HttpExchangeRequest): Promise<HttpExchange> {
  const secure = options.url.protocol === "https:";
  return new Promise((resolve) => {
    let connected = false;
    let timedOut = false;
    const request = (secure ? https : http).request(options.url, {
      method: options.method,
      headers: options.headers,
      agent: secure ? options.agents.https : options.agents.http,
      ...(options.lookup && { lookup: options.lookup }),
    });
    const expire = () => {
      timedOut = true;
      request.destroy();
    };
    const connectTimer = setTimeout(expire, options.connectTimeoutMs);
    const timer = setTimeout(expire, options.timeoutMs);
    const end = (exchange: HttpExchange) => {
      clearTimeout(connectTimer);
      clearTimeout(timer);
      resolve(exchange);
    };
    const endBroken = () => {
      request.destroy();
      if (!connected) end({ kind: "not_sent" });
      else end({ kind: "broken", reason: timedOut ? "timeout" : "connection_broken" });
    };
    const markConnected = () => {
      connected = true;
      clearTimeout(connectTimer);
    };
    request.on("socket", (socket) => {
      if (request.reusedSocket || !socket.connecting) markConnected();
      else socket.once(secure ? "secureConnect" : "connect", markConnected);
    });
    request.on("error", endBroken);
    request.on("response", (response) => {
      const { keptAnswerBytes } = options;
      const reading =
        keptAnswerBytes === undefined
          ? readAnswer(response, options.maxAnswerBytes ?? maxAnswerBytesByDefault)
          : readBeginning(response, keptAnswerBytes);
      reading.then(
        (body) =>
          end({ kind: "answered", status: response.statusCode ?? 0, headers: response.headers, body }),
        endBroken,
      );
    });
    request.end(options.body);
  });
}
