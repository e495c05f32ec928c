import { Agent, type IncomingMessage, request } from "node:http";
import type { FuzzRequest } from "@/server/rest/testing/fuzz/fuzz-requests";

/** How a request was answered; `hung` when it wasn't in time, `broken` when the connection ended, by us or by them. */
export type RawAnswer =
  | { kind: "answered"; status: number; body: unknown }
  | { kind: "broken" }
  | { kind: "hung" }
  | { kind: "unsendable" };

const answersWithinMs = 30_000;

/** Sends requests as they are, with doubled headers and bodies that break off, which `fetch` would mend or refuse. */
export function rawSender(baseUrl: string, connections: number) {
  // On a kept connection, one that the server has just closed can't be told from an answer that broke off.
  const agent = new Agent({ keepAlive: false, maxSockets: connections });
  return {
    send: (fuzzed: FuzzRequest) => sendRaw(agent, baseUrl, fuzzed),
    close: () => agent.destroy(),
  };
}

function sendRaw(agent: Agent, baseUrl: string, fuzzed: FuzzRequest): Promise<RawAnswer> {
  const { hostname, port } = new URL(baseUrl);
  const body = fuzzed.body === null ? null : Buffer.from(fuzzed.body);
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve({ kind: "hung" });
      outgoing?.destroy();
    }, answersWithinMs);
    const end = (answer: RawAnswer) => {
      clearTimeout(timer);
      resolve(answer);
    };
    const outgoing = opened(() =>
      request({
        ...{ agent, hostname, port, method: fuzzed.method, path: fuzzed.path },
        headers: headersOf(fuzzed, body?.length ?? 0),
        insecureHTTPParser: true,
      }),
    );
    if (!outgoing) return end({ kind: "unsendable" });
    outgoing.on("error", () => end({ kind: "broken" }));
    outgoing.on("response", (response) => readAnswer(response).then(end));
    if (fuzzed.isCut && body) {
      outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => outgoing.destroy());
      return;
    }
    outgoing.end(body ?? undefined);
  });
}

function opened<Request>(open: () => Request): Request | null {
  try {
    return open();
  } catch {
    return null;
  }
}

/** Each name with all its values, so that doubled ones are sent twice. */
function headersOf({ headers }: FuzzRequest, length: number): Record<string, string | string[]> {
  const values: Record<string, string[]> = {};
  for (const [name, value] of headers) values[name] = [...(values[name] ?? []), value];
  return length > 0 ? { ...values, "content-length": String(length) } : values;
}

async function readAnswer(response: IncomingMessage): Promise<RawAnswer> {
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    return { kind: "answered", status: response.statusCode ?? 0, body: parsed(text) };
  } catch {
    return { kind: "broken" };
  }
}

function parsed(text: string): unknown {
  try {
    return text === "" ? null : JSON.parse(text);
  } catch {
    return text;
  }
}
