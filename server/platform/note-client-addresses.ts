import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { clientAddress } from "./client-address";

/**
 * From now on, X-Forwarded-For of each request that this process receives holds the asker's address alone, as far as it
 * can be known, so that whoever reads it is not misled by what the asker wrote there.
 */
export function noteClientAddresses(trustedProxyCount: number): void {
  subscribe("http.server.request.start", (message) => {
    const { headers, socket } = (message as { request: IncomingMessage }).request;
    const given = headers["x-forwarded-for"];
    const forwardedFor = Array.isArray(given) ? given.join(",") : given;
    const peerAddress = socket.remoteAddress ?? "unknown";
    headers["x-forwarded-for"] = clientAddress({ peerAddress, forwardedFor }, trustedProxyCount);
  });
}
