import { expect, test } from "vitest";
import { engineFixture } from "./testing/engine-fixture";

const fixture = engineFixture();

function twoSteps(ran: string[] = []) {
  return fixture.app.client.createFunction(
    { id: "greet", triggers: { event: "test/greeted" } },
    async ({ event, step }) => {
      const first = await step.run("first", () => {
        ran.push("first");
        return { name: event.data.name };
      });
      return step.run("second", () => {
        ran.push("second");
        return `Hello ${first.name}`;
      });
    },
  );
}

test("an event runs the steps of its function once each, in their order", async () => {
  const ran: string[] = [];
  await fixture.serve(twoSteps(ran));
  await fixture.send({ name: "test/greeted", data: { name: "Ada" } });
  await fixture.engine.runUntilIdle();
  expect(ran).toEqual(["first", "second"]);
  const run = await fixture.onlyRun();
  expect(run).toMatchObject({ status: "completed", output: "Hello Ada" });
  expect(run.steps.map(({ displayName, result }) => [displayName, result])).toEqual([
    ["first", { name: "Ada" }],
    ["second", "Hello Ada"],
  ]);
});

test("each request carries the event, the results so far and their order", async () => {
  await fixture.serve(twoSteps());
  const eventId = await fixture.send({ name: "test/greeted", data: { name: "Ada" } });
  await fixture.engine.runUntilIdle();
  const { id: runId, steps } = await fixture.onlyRun();
  const last = fixture.app.requests[2]?.body;
  const event = { id: eventId, name: "test/greeted", data: { name: "Ada" }, user: {} };
  expect(fixture.app.requests).toHaveLength(3);
  expect(last?.event).toMatchObject(event);
  expect(last?.events).toEqual([last?.event]);
  expect(last?.steps).toEqual({
    [steps[0]!.id]: { data: { name: "Ada" } },
    [steps[1]!.id]: { data: "Hello Ada" },
  });
  expect(last?.ctx).toMatchObject({
    run_id: runId,
    attempt: 0,
    max_attempts: 5,
    stack: { stack: [steps[0]?.id, steps[1]?.id], current: 2 },
    disable_immediate_execution: false,
    use_api: false,
  });
});

test("each request has the protocol's headers, with a generation that grows", async () => {
  await fixture.serve(twoSteps());
  await fixture.send({ name: "test/greeted" });
  await fixture.engine.runUntilIdle();
  const { id: runId } = await fixture.onlyRun();
  const headers = fixture.app.requests.map((request) => request.headers);
  expect(headers.map((sent) => sent.get("x-inngest-generation-id"))).toEqual(["1", "2", "3"]);
  expect(headers.map((sent) => sent.get("x-inngest-job-id"))).toEqual([
    `${runId}-0`,
    `${runId}-1`,
    `${runId}-2`,
  ]);
  expect(new Set(headers.map((sent) => sent.get("x-request-id"))).size).toBe(3);
  for (const sent of headers) {
    expect(sent.get("x-run-id")).toBe(runId);
    expect(sent.get("x-inngest-req-version")).toBe("2");
    expect(sent.get("traceparent")).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  }
});

test("a function that checkpoints by default is still run step by step", async () => {
  const client = fixture.app.client;
  const checkpointing = client.createFunction(
    { id: "default", triggers: { event: "test/default" }, checkpointing: true },
    async ({ step }) => {
      await step.run("one", () => 1);
      return step.run("two", () => 2);
    },
  );
  await fixture.serve(checkpointing);
  await fixture.send({ name: "test/default" });
  await fixture.engine.runUntilIdle();
  expect(await fixture.onlyRun()).toMatchObject({ status: "completed", output: 2 });
  expect(fixture.app.requests).toHaveLength(3);
});

test("a function without a result completes with null", async () => {
  const silent = fixture.app.client.createFunction(
    { id: "silent", triggers: { event: "test/silent" } },
    async () => undefined,
  );
  await fixture.serve(silent);
  await fixture.send({ name: "test/silent" });
  await fixture.engine.runUntilIdle();
  expect(await fixture.onlyRun()).toMatchObject({ status: "completed", output: null });
});

test("text with a null character, and large numbers, come back as they were", async () => {
  const strange = { text: "a\u0000b\ud83d\ude00", number: 12345678901234567000, __proto: "x" };
  const seen: unknown[] = [];
  const echo = fixture.app.client.createFunction(
    { id: "echo", triggers: { event: "test/echoed" } },
    async ({ event, step }) => {
      seen.push(await step.run("echo", () => event.data));
    },
  );
  await fixture.serve(echo);
  await fixture.send({ name: "test/echoed", data: strange });
  await fixture.engine.runUntilIdle();
  expect(seen).toEqual([strange]);
});

test("a step that sends an event starts the function that waits for it", async () => {
  const { client } = fixture.app;
  const sender = client.createFunction(
    { id: "sender", triggers: { event: "test/first" } },
    async ({ step }) => {
      const { ids } = await step.sendEvent("pass on", {
        name: "test/second",
        ts: fixture.clock.now().getTime(),
      });
      return ids.length;
    },
  );
  const receiver = client.createFunction(
    { id: "receiver", triggers: { event: "test/second" } },
    async () => "got it",
  );
  await fixture.serve(sender, receiver);
  await fixture.send({ name: "test/first" });
  await fixture.engine.runUntilIdle();
  expect((await fixture.runs()).map(({ functionSlug, status }) => [functionSlug, status])).toEqual([
    ["app-sender", "completed"],
    ["app-receiver", "completed"],
  ]);
});

test("every function with the event's trigger runs, and no other", async () => {
  const { client } = fixture.app;
  const listener = (id: string, event: string) =>
    client.createFunction({ id, triggers: [{ event }, { event: "test/other" }] }, async () => id);
  await fixture.serve(
    listener("one", "test/shared"),
    listener("two", "test/shared"),
    listener("three", "test/own"),
  );
  await fixture.send({ name: "test/shared" });
  await fixture.send({ name: "test/unknown" });
  await fixture.engine.runUntilIdle();
  expect((await fixture.runs()).map(({ functionSlug }) => functionSlug).sort()).toEqual([
    "app-one",
    "app-two",
  ]);
});
