import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type ReceivedCall = { path: string; headers: IncomingHttpHeaders; body: string };
type Answer = (response: ServerResponse, call: ReceivedCall) => unknown;

/** A receiver on this machine that keeps what it gets, and answers 200 unless told otherwise. */
export async function startReceiver() {
  const calls: ReceivedCall[] = [];
  const answers: Answer[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const call = {
      path: request.url ?? "",
      headers: request.headers,
      body: Buffer.concat(chunks).toString("utf8"),
    };
    calls.push(call);
    const answer = answers.shift();
    if (answer) answer(response, call);
    else response.end("ok");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    calls,
    port,
    url: `http://127.0.0.1:${port}/hook`,
    /** How the next calls are answered, in order. */
    answerWith: (...next: Answer[]) => {
      answers.push(...next);
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** An answer of that status that says something. */
export function status(
  code: number,
  body = "said by the receiver",
  headers: Record<string, string> = {},
): Answer {
  return (response) => response.writeHead(code, headers).end(body);
}
