import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "inngest/node";
import { afterEach, beforeEach, expect, test } from "vitest";
import { systemClock } from "@/server/platform/clock";
import { timerScheduler } from "./scheduler";
import { deferred } from "./testing/deferred";
import { engineFixture } from "./testing/engine-fixture";

const fixture = engineFixture();

let server: Server;
let appUrl: string;
beforeEach(async () => {
  server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  appUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/inngest`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function steps(onEnd: () => void) {
  return fixture.app.client.createFunction(
    { id: "steps", triggers: { event: "test/steps" } },
    async ({ event, step }) => {
      const doubled = await step.run("double", () => event.data.number * 2);
      await step.sleep("rest", "1s");
      onEnd();
      return doubled;
    },
  );
}

test("an app in a server of its own is synced and run", async () => {
  const ended = deferred();
  server.on("request", serve({ client: fixture.app.client, functions: [steps(ended.resolve)] }));
  await fixture.stopEngine(fixture.engine);
  fixture.engine = await fixture.startEngine({
    appUrl,
    clock: systemClock,
    scheduler: timerScheduler,
    send: undefined,
  });
  await fixture.app.client.send({ name: "test/steps", data: { number: 21 } });
  await ended.promise;
  await expect.poll(async () => (await fixture.onlyRun()).output).toBe(42);
});

test("an app that starts late is synced when it is there", async () => {
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  await fixture.stopEngine(fixture.engine);
  fixture.engine = await fixture.startEngine({
    appUrl,
    clock: systemClock,
    scheduler: timerScheduler,
    send: undefined,
  });
  await fixture.app.client.send({ name: "test/steps", data: { number: 1 } });
  await expect
    .poll(async () => JSON.stringify(await fixture.get("/api/functions")))
    .toContain("The sync failed");
  const ended = deferred();
  server = createServer(serve({ client: fixture.app.client, functions: [steps(ended.resolve)] }));
  server.listen(port, "127.0.0.1");
  await ended.promise;
});
