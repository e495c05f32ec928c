import { request } from "node:http";
import { expect, test } from "vitest";
import { engineFixture } from "../testing/engine-fixture";
import { eventKey } from "../testing/sdk-app";

const fixture = engineFixture();

async function serveEcho(): Promise<unknown[]> {
  const seen: unknown[] = [];
  const echo = fixture.app.client.createFunction(
    { id: "echo", triggers: { event: "test/echo" } },
    async ({ event }) => {
      seen.push(event.data);
      return event.name;
    },
  );
  await fixture.serve(echo);
  return seen;
}

async function sendAndRun(): Promise<string> {
  await fixture.send({ name: "test/echo", data: { number: 1 } });
  await fixture.engine.runUntilIdle();
  return (await fixture.onlyRun()).id;
}

test("a run can be run again, and says of which it is a rerun", async () => {
  const seen = await serveEcho();
  const id = await sendAndRun();
  const response = await fixture.post(`/api/runs/${id}/rerun`, {});
  const { runId } = (await response.json()) as { runId: string };
  await fixture.engine.runUntilIdle();
  expect(seen).toEqual([{ number: 1 }, { number: 1 }]);
  expect(await fixture.get(`/api/runs/${runId}`)).toMatchObject({ rerunOf: id, status: "completed" });
});

test("an event can be sent again, under a new id", async () => {
  const seen = await serveEcho();
  const { eventId } = (await fixture.get(`/api/runs/${await sendAndRun()}`)) as { eventId: string };
  const response = await fixture.post(`/api/events/${eventId}/replay`, {});
  expect(await response.json()).toEqual({ eventId: expect.not.stringMatching(eventId) });
  await fixture.engine.runUntilIdle();
  expect(seen).toEqual([{ number: 1 }, { number: 1 }]);
});

test("a function can be started by hand, with data and by no other trigger", async () => {
  const seen = await serveEcho();
  const response = await fixture.post("/api/functions/app-echo/invoke", { data: { number: 2 } });
  expect(response.status).toBe(200);
  await fixture.engine.runUntilIdle();
  expect(seen).toEqual([{ number: 2 }]);
  expect(await fixture.onlyRun()).toMatchObject({ eventName: "inngest/function.invoked" });
});

test("a tick of a schedule can be sent again", async () => {
  let ticks = 0;
  const scheduled = fixture.app.client.createFunction(
    { id: "tick", triggers: { cron: "0 * * * *" } },
    async () => {
      ticks += 1;
    },
  );
  await fixture.serve(scheduled);
  await fixture.pass(3600);
  const { eventId } = await fixture.onlyRun();
  await fixture.post(`/api/events/${eventId}/replay`, {});
  await fixture.engine.runUntilIdle();
  expect(ticks).toBe(2);
});

test("runs can be listed by status and function", async () => {
  await serveEcho();
  await sendAndRun();
  expect(await fixture.get("/api/runs?status=completed&function=app-echo")).toMatchObject({ runs: [{}] });
  expect(await fixture.get("/api/runs?status=failed")).toEqual({ runs: [] });
  expect(await fixture.get("/api/runs?function=app-other")).toEqual({ runs: [] });
});

test("a run that has ended can't be cancelled", async () => {
  await serveEcho();
  expect((await fixture.post(`/api/runs/${await sendAndRun()}/cancel`, {})).status).toBe(409);
});

test.each([
  "/api/runs/unknown/rerun",
  "/api/runs/unknown/cancel",
  "/api/events/unknown/replay",
  "/api/functions/unknown/invoke",
])("%s is not found", async (path) => {
  expect((await fixture.post(path, {})).status).toBe(404);
});

test("an action of a foreign page, or without a JSON body, is refused", async () => {
  await serveEcho();
  const path = `/api/runs/${await sendAndRun()}/rerun`;
  expect((await fixture.post(path, {}, { origin: "http://evil.test" })).status).toBe(403);
  expect((await fixture.post(path, {}, { "content-type": "text/plain" })).status).toBe(415);
  expect((await fixture.post("/api/functions/app-echo/invoke", { data: [] })).status).toBe(400);
  expect(await fixture.runs()).toHaveLength(1);
});

test("a name that only resolves to this machine is refused", async () => {
  const { port } = new URL(fixture.engine.url);
  const status = await new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path: "/api/runs", headers: { host: "rebound.test" } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
  expect(status).toBe(403);
});

test("what the engine doesn't serve is answered with its name", async () => {
  const response = await fixture.post("/v1/checkpoint/run/async", {});
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ error: expect.stringContaining("/v1/checkpoint/run/async") });
});

test("health is ok while the database answers", async () => {
  expect(await fixture.get("/health")).toEqual({ status: "ok" });
});

test("a request of 5,000 events is taken whole", async () => {
  const seen = await serveEcho();
  const ts = fixture.clock.now().getTime();
  const events = Array.from({ length: 5000 }, (_, number) => ({ name: "test/none", data: { number }, ts }));
  expect((await fixture.post(`/e/${eventKey}`, events)).status).toBe(200);
  const [row] = await fixture.database.sql`select count(*)::int as events from engine.events`;
  expect(row?.events).toBe(5000);
  expect(seen).toEqual([]);
});
