import { expect, test } from "vitest";
import type { EmbeddedEngine } from "../embedded-engine";
import type { Transport } from "../engine-context";
import { deferred } from "../testing/deferred";
import { engineFixture } from "../testing/engine-fixture";
import { leaseSeconds } from "./lease-keeper";

const fixture = engineFixture();

/** A transport whose executions get no answer until they are told to go on: an engine that hangs, or is dead. */
function hangingTransport(): { send: Transport; reached: Promise<void>; goOn: () => void } {
  const reached = deferred();
  const gate = deferred();
  return {
    reached: reached.promise,
    goOn: gate.resolve,
    send: async (request) => {
      if (request.method !== "POST") return fixture.app.send(request);
      reached.resolve();
      await gate.promise;
      return fixture.app.send(request);
    },
  };
}

async function serveCounted(): Promise<{ calls: number }> {
  const counter = { calls: 0 };
  const counted = fixture.app.client.createFunction(
    { id: "counted", triggers: { event: "test/counted" } },
    ({ step }) =>
      step.run("count", () => {
        counter.calls += 1;
        return counter.calls;
      }),
  );
  await fixture.serve(counted);
  return counter;
}

async function startHanging(): Promise<{ hanging: EmbeddedEngine; idle: Promise<void>; goOn: () => void }> {
  const transport = hangingTransport();
  const hanging = await fixture.startEngine({ send: transport.send });
  await hanging.sync();
  const idle = hanging.runUntilIdle();
  await transport.reached;
  return { hanging, idle, goOn: transport.goOn };
}

test("the run of an engine that died is taken over when its lease runs out, and not before", async () => {
  const counter = await serveCounted();
  await fixture.send({ name: "test/counted" });
  const { idle, goOn } = await startHanging();
  fixture.clock.advance(leaseSeconds * 1000 - 1);
  await fixture.engine.runUntilIdle();
  expect(counter.calls).toBe(0);
  fixture.clock.advance(1);
  await fixture.engine.runUntilIdle();
  expect(await fixture.onlyRun()).toMatchObject({ status: "completed", output: 1 });
  goOn();
  await idle;
});

test("an answer that comes after the lease was lost changes nothing, and is shown as discarded", async () => {
  const counter = await serveCounted();
  await fixture.send({ name: "test/counted" });
  const { idle, goOn } = await startHanging();
  fixture.clock.advance(leaseSeconds * 1000);
  await fixture.engine.runUntilIdle();
  const before = await fixture.onlyRun();
  goOn();
  await idle;
  const after = await fixture.onlyRun();
  expect(counter.calls).toBe(2);
  expect(after.output).toBe(1);
  expect(after.steps).toEqual(before.steps);
  expect(after.attempts.map(({ outcome }) => outcome)).toEqual(["step-completed", "completed", "discarded"]);
});

test("a late answer doesn't disturb a run that another engine is still working on", async () => {
  await serveCounted();
  await fixture.send({ name: "test/counted" });
  const first = await startHanging();
  fixture.clock.advance(leaseSeconds * 1000);
  const second = await startHanging();
  first.goOn();
  await first.idle;
  expect(await fixture.onlyRun()).toMatchObject({ status: "running", attempts: [{ outcome: "discarded" }] });
  second.goOn();
  await second.idle;
  expect(await fixture.onlyRun()).toMatchObject({ status: "completed", steps: [{ displayName: "count" }] });
});

test("a run that is cancelled while a request is under way ends, and the answer is discarded", async () => {
  await serveCounted();
  await fixture.send({ name: "test/counted" });
  const { idle, goOn } = await startHanging();
  const { id } = await fixture.onlyRun();
  expect((await fixture.post(`/api/runs/${id}/cancel`, {})).status).toBe(200);
  goOn();
  await idle;
  expect(await fixture.onlyRun()).toMatchObject({ status: "cancelled", output: null, steps: [] });
});

test("an engine that stops lets its request end and gives the run up at once", async () => {
  const counter = await serveCounted();
  await fixture.send({ name: "test/counted" });
  const { hanging, idle, goOn } = await startHanging();
  const stopped = fixture.stopEngine(hanging);
  goOn();
  await Promise.all([stopped, idle]);
  expect(counter.calls).toBe(1);
  await fixture.engine.runUntilIdle();
  expect(await fixture.onlyRun()).toMatchObject({ status: "completed", output: 1 });
  expect(counter.calls).toBe(1);
});
