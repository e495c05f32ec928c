import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { noteClientAddresses } from "./note-client-addresses";

let server: Server;

beforeAll(async () => {
  noteClientAddresses(1);
  server = createServer((request, response) => response.end(request.headers["x-forwarded-for"]));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
});
afterAll(() => void server.close());

async function seenAddress(headers: Record<string, string>): Promise<string> {
  const { port } = server.address() as AddressInfo;
  return (await fetch(`http://127.0.0.1:${port}`, { headers })).text();
}

test("a request arrives with the address that the trusted proxy saw, whatever stood before it", async () => {
  expect(await seenAddress({ "x-forwarded-for": "6.6.6.6, 1.2.3.4" })).toBe("1.2.3.4");
});

test("a request that no proxy passed on arrives with the address of its connection", async () => {
  expect(await seenAddress({})).toBe("127.0.0.1");
});
