import type { IncomingMessage } from "node:http";
import { isLoopbackHost } from "@/server/platform/env";
import { RequestFault } from "./http-answer";

const maxBodyBytes = 1024 * 1024;

function hostNameOf(authority: string): string | null {
  try {
    return new URL(`http://${authority}`).hostname;
  } catch {
    return null;
  }
}

/**
 * Lets only callers on this machine through: a name that merely resolves to it (DNS rebinding) and pages of
 * other origins are refused.
 * @throws RequestFault 403 when the Host isn't loopback or a browser's write comes from elsewhere.
 */
export function guardRequest(request: IncomingMessage): void {
  const authority = request.headers.host ?? "";
  const hostName = hostNameOf(authority);
  if (!hostName || !isLoopbackHost(hostName))
    throw new RequestFault(403, "Only reachable under a loopback address.");
  if (request.method === "GET" || request.method === "HEAD") return;
  const { origin } = request.headers;
  const crossOrigin = origin !== undefined && origin !== `http://${authority}`;
  const fetchSite = request.headers["sec-fetch-site"];
  const crossSite = fetchSite !== undefined && fetchSite !== "same-origin" && fetchSite !== "none";
  if (crossOrigin || crossSite) throw new RequestFault(403, "Pages of other origins can't write here.");
}

/**
 * The whole body of a request.
 * @throws RequestFault 413 when it is larger than the sandbox reads.
 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let byteLength = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    byteLength += chunk.length;
    if (byteLength > maxBodyBytes)
      throw new RequestFault(413, `A request holds at most ${maxBodyBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
