import { expect, test } from "vitest";
import { engineFixture } from "./testing/engine-fixture";

const fixture = engineFixture();

type Throttle = { limit: number; period: `${number}s`; burst?: number; key?: string };

/** Serves a throttled function; the seconds at which its runs began, for each key. */
async function serveThrottled(throttle: Throttle): Promise<Record<string, number[]>> {
  const startedAt = fixture.clock.now().getTime();
  const starts: Record<string, number[]> = {};
  const throttled = fixture.app.client.createFunction(
    { id: "throttled", throttle, triggers: { event: "test/throttled" } },
    async ({ event }) => {
      const key = String(event.data.key);
      starts[key] = [...(starts[key] ?? []), (fixture.clock.now().getTime() - startedAt) / 1000];
    },
  );
  await fixture.serve(throttled);
  return starts;
}

async function sendKeys(...keys: string[]): Promise<void> {
  for (const key of keys) await fixture.send({ name: "test/throttled", data: { key } });
}

test("starts are spaced evenly over the period, and all of them happen", async () => {
  const starts = await serveThrottled({ limit: 2, period: "10s" });
  await sendKeys("a", "a", "a", "a", "a");
  await fixture.pass(60);
  expect(starts).toEqual({ a: [0, 5, 10, 15, 20] });
});

test("a burst lets so many start at once", async () => {
  const starts = await serveThrottled({ limit: 1, period: "10s", burst: 3 });
  await sendKeys("a", "a", "a", "a", "a");
  await fixture.pass(60);
  expect(starts).toEqual({ a: [0, 0, 0, 10, 20] });
});

test("each value of the key has a throttle of its own", async () => {
  const starts = await serveThrottled({ limit: 1, period: "5s", key: "event.data.key" });
  await sendKeys("a", "a", "b", "a", "b");
  await fixture.pass(60);
  expect(starts).toEqual({ a: [0, 5, 10], b: [0, 5] });
});

test("runs start in the order of their events", async () => {
  const order: unknown[] = [];
  const ordered = fixture.app.client.createFunction(
    { id: "ordered", throttle: { limit: 1, period: "1s" }, triggers: { event: "test/ordered" } },
    async ({ event }) => {
      order.push(event.data.number);
    },
  );
  await fixture.serve(ordered);
  for (let number = 0; number < 30; number += 1)
    await fixture.send({ name: "test/ordered", data: { number } });
  await fixture.pass(30);
  expect(order).toEqual(Array.from({ length: 30 }, (_, number) => number));
});

test("a retry and a later step are no starts", async () => {
  let failures = 2;
  const times: number[] = [];
  const stepped = fixture.app.client.createFunction(
    { id: "stepped", throttle: { limit: 1, period: "1h" as "3600s" }, triggers: { event: "test/stepped" } },
    async ({ step }) => {
      await step.run("flaky", () => {
        times.push(fixture.clock.now().getTime() / 1000);
        if (failures-- > 0) throw new Error("again");
      });
      await step.run("then", () => "done");
    },
  );
  await fixture.serve(stepped);
  await fixture.send({ name: "test/stepped" });
  await fixture.pass(60);
  expect((await fixture.onlyRun()).status).toBe("completed");
  expect(times.map((time) => time - (times[0] ?? 0))).toEqual([0, 15, 45]);
});

test("what waited while no engine ran doesn't start all at once", async () => {
  const starts = await serveThrottled({ limit: 1, period: "10s" });
  await sendKeys("a", "a", "a", "a");
  await fixture.engine.runUntilIdle();
  await fixture.stopEngine(fixture.engine);
  fixture.clock.advance(3_600_000);
  fixture.engine = await fixture.startEngine();
  await fixture.pass(60);
  expect(starts).toEqual({ a: [0, 3600, 3610, 3620] });
});
