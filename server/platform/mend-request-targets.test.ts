import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mendRequestTargets } from "./mend-request-targets";

let server: Server;

beforeAll(async () => {
  mendRequestTargets();
  server = createServer((received, response) => response.end(received.url));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
});
afterAll(() => void server.close());

test("a path that can't be decoded arrives as one that can", async () => {
  const { port } = server.address() as AddressInfo;
  const seen = await new Promise<string>((resolve, reject) => {
    request({ port, path: "/v2/bookings/%ff?a=1" }, async (response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      resolve(text);
    })
      .on("error", reject)
      .end();
  });
  expect(seen).toBe("/v2/bookings/%25ff?a=1");
});
