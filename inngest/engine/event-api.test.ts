import { expect, test } from "vitest";
import { engineFixture } from "./testing/engine-fixture";
import { eventKey } from "./testing/sdk-app";

const fixture = engineFixture();
const day = 86_400;

async function serveNoop(): Promise<void> {
  await fixture.serve(
    fixture.app.client.createFunction({ id: "noop", triggers: { event: "test/sent" } }, async () => "ran"),
  );
}

async function runCount(): Promise<number> {
  await fixture.engine.runUntilIdle();
  return (await fixture.runs()).length;
}

test("a wrong event key is refused, and nothing is stored", async () => {
  await serveNoop();
  const response = await fixture.post("/e/wrong-key", { name: "test/sent" });
  expect(response.status).toBe(401);
  expect(await runCount()).toBe(0);
});

test("one event or a list is accepted, with an id for each", async () => {
  await serveNoop();
  const one = await fixture.post(`/e/${eventKey}`, { name: "test/sent" });
  expect(await one.json()).toEqual({ ids: [expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/)], status: 200 });
  const two = await fixture.post(`/e/${eventKey}`, [{ name: "test/sent" }, { name: "test/sent" }]);
  const { ids } = (await two.json()) as { ids: string[] };
  expect(new Set(ids).size).toBe(2);
  expect(await runCount()).toBe(3);
});

test("a request that is repeated with its seed gets the same ids and starts nothing again", async () => {
  await serveNoop();
  const seed = { "x-inngest-event-id-seed": `1803902400000,${Buffer.alloc(10, 7).toString("base64")}` };
  const send = async () =>
    (await fixture.post(`/e/${eventKey}`, [{ name: "test/sent" }, { name: "test/sent" }], seed)).json();
  const first = (await send()) as { ids: string[] };
  await fixture.engine.runUntilIdle();
  expect(await send()).toEqual(first);
  expect(new Set(first.ids).size).toBe(2);
  expect(await runCount()).toBe(2);
});

test("an event id runs a function once in 24 hours, and again after them", async () => {
  await serveNoop();
  const event = { name: "test/sent", id: "booking-1" };
  await fixture.send(event);
  await fixture.pass(day - 1);
  await fixture.send(event);
  expect(await runCount()).toBe(1);
  await fixture.pass(1);
  await fixture.send(event);
  expect(await runCount()).toBe(2);
});

test("the same id twice in one request runs once, and on two functions once each", async () => {
  const { client } = fixture.app;
  const listener = (id: string) =>
    client.createFunction({ id, triggers: { event: "test/sent" } }, async () => id);
  await fixture.serve(listener("one"), listener("two"));
  await client.send([
    { name: "test/sent", id: "same", ts: fixture.clock.now().getTime() },
    { name: "test/sent", id: "same", ts: fixture.clock.now().getTime() },
  ]);
  expect(await runCount()).toBe(2);
});

test("a time ahead of the clock delays the run until then", async () => {
  await serveNoop();
  await fixture.send({ name: "test/sent", ts: fixture.clock.now().getTime() + 3_600_000 });
  await fixture.pass(3599);
  expect(await fixture.onlyRun()).toMatchObject({ status: "waiting", dueAt: "2027-03-01T13:00:00.000Z" });
  await fixture.pass(1);
  expect(await fixture.onlyRun()).toMatchObject({ status: "completed" });
});

test("an event that came before the first sync runs its function after it", async () => {
  await fixture.send({ name: "test/sent" });
  await serveNoop();
  expect(await runCount()).toBe(1);
});

test.each([
  ["no name", { data: {} }, 400],
  ["data that is no object", { name: "test/sent", data: [1] }, 400],
  ["a name of the engine's own", { name: "inngest/function.failed" }, 400],
  ["a negative time", { name: "test/sent", ts: -1 }, 400],
  ["too large an event", { name: "test/sent", data: { text: "x".repeat(3 * 1024 * 1024) } }, 413],
  ["too many events", Array(5001).fill({ name: "test/sent" }), 413],
])("an event request with %s is refused as a whole", async (_, body, status) => {
  await serveNoop();
  const response = await fixture.post(
    `/e/${eventKey}`,
    Array.isArray(body) ? body : [{ name: "test/sent" }, body],
  );
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ status, error: expect.any(String) });
  expect(await runCount()).toBe(0);
});

test("a body that isn't JSON is refused", async () => {
  const response = await fetch(`${fixture.engine.url}/e/${eventKey}`, { method: "POST", body: "{" });
  expect(response.status).toBe(400);
});
