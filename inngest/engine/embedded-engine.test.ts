import { expect, test } from "vitest";
import { systemClock } from "@/server/platform/clock";
import { leaseRenewalSeconds } from "./execution/lease-keeper";
import { type Scheduler, timerScheduler } from "./scheduler";
import { deferred } from "./testing/deferred";
import { engineFixture } from "./testing/engine-fixture";
import { ManualScheduler } from "./testing/manual-scheduler";

const fixture = engineFixture();

/** An engine that moves by itself, in the place of the driven one. */
async function startMoving(scheduler: Scheduler): Promise<void> {
  await fixture.stopEngine(fixture.engine);
  fixture.engine = await fixture.startEngine({ clock: systemClock, scheduler });
  await fixture.engine.sync();
}

test("an event is acted on at once, without waiting for a timer", async () => {
  const ran = deferred();
  fixture.app.serve([
    fixture.app.client.createFunction({ id: "prompt", triggers: { event: "test/prompt" } }, async () =>
      ran.resolve(),
    ),
  ]);
  await startMoving({ ...timerScheduler, after: () => () => undefined });
  await fixture.app.client.send({ name: "test/prompt" });
  await ran.promise;
});

test("a sleep, a retry and a throttle end by themselves", async () => {
  let failures = 1;
  const order: unknown[] = [];
  const ended = deferred();
  fixture.app.serve([
    fixture.app.client.createFunction(
      { id: "timed", throttle: { limit: 2, period: "1s" }, triggers: { event: "test/timed" } },
      async ({ event, step }) => {
        await step.sleep("rest", "1s");
        await step.run("work", () => {
          if (failures-- > 0)
            throw Object.assign(new Error("again"), { name: "RetryAfterError", retryAfter: "1" });
        });
        order.push(event.data.number);
        if (order.length === 3) ended.resolve();
      },
    ),
  ]);
  await startMoving(timerScheduler);
  await fixture.app.client.send([1, 2, 3].map((number) => ({ name: "test/timed", data: { number } })));
  await ended.promise;
  expect(order.toSorted()).toEqual([1, 2, 3]);
});

test("the lease of a request in flight is renewed before it runs out", async () => {
  const scheduler = new ManualScheduler();
  const held = deferred();
  const reached = deferred();
  const slow = fixture.app.client.createFunction(
    { id: "slow", triggers: { event: "test/slow" } },
    async () => {
      reached.resolve();
      await held.promise;
    },
  );
  fixture.app.serve([slow]);
  await fixture.stopEngine(fixture.engine);
  fixture.engine = await fixture.startEngine({ scheduler });
  await fixture.engine.sync();
  await fixture.send({ name: "test/slow" });
  await reached.promise;
  const leaseUntil = async () => {
    const [row] = await fixture.database.sql`select lease_until::text as at from engine.queue`;
    return row?.at;
  };
  expect(await leaseUntil()).toBe("2027-03-01 12:00:15+00");
  fixture.clock.advance(leaseRenewalSeconds * 1000);
  scheduler.fire(leaseRenewalSeconds * 1000);
  await expect.poll(leaseUntil).toBe("2027-03-01 12:00:20+00");
  held.resolve();
});

test("a second start on the same database finds the schema as it is", async () => {
  await fixture.startEngine();
  const migrations = await fixture.database.sql`select name from engine.migrations`;
  expect(migrations).toHaveLength(1);
});

test("a database of a newer version is refused", async () => {
  await fixture.database.sql`insert into engine.migrations (name, applied_at) values ('9999-future', now())`;
  await expect(fixture.startEngine()).rejects.toThrow('"9999-future", which this version doesn\'t know');
});
