import { expect, test } from "vitest";
import { engineFixture } from "../testing/engine-fixture";

const fixture = engineFixture();

/** Serves a scheduled function; the times at which it ran, by the clock of UTC. */
async function serveScheduled(cron: string): Promise<string[]> {
  const ranAt: string[] = [];
  const scheduled = fixture.app.client.createFunction(
    { id: "scheduled", triggers: { cron } },
    async ({ event }) => {
      expect(event.name).toBe("inngest/scheduled.timer");
      ranAt.push(fixture.clock.now().toISOString().slice(0, 16));
    },
  );
  await fixture.serve(scheduled);
  return ranAt;
}

test("a schedule runs its function at each tick", async () => {
  const ranAt = await serveScheduled("*/15 * * * *");
  await fixture.pass(3600);
  expect(ranAt).toEqual(["2027-03-01T12:15", "2027-03-01T12:30", "2027-03-01T12:45", "2027-03-01T13:00"]);
});

test("a schedule follows the time zone that it names, over a change of its clocks", async () => {
  const ranAt = await serveScheduled("TZ=Europe/Berlin 0 9 * * *");
  fixture.clock.set(new Date("2027-03-26T12:00:00Z"));
  await fixture.engine.runUntilIdle();
  ranAt.length = 0;
  await fixture.pass(3 * 86_400);
  expect(ranAt).toEqual(["2027-03-27T08:00", "2027-03-28T07:00", "2027-03-29T07:00"]);
});

test("a schedule without a zone is in UTC, wherever the engine runs", async () => {
  const ranAt = await serveScheduled("0 18 * * *");
  await fixture.pass(86_400);
  expect(ranAt).toEqual(["2027-03-01T18:00"]);
});

test("two engines on one database fire each tick once", async () => {
  const ranAt = await serveScheduled("* * * * *");
  const second = await fixture.startEngine();
  await second.sync();
  for (let minute = 0; minute < 5; minute += 1) {
    fixture.clock.advance(60_000);
    await Promise.all([fixture.engine.runUntilIdle(), second.runUntilIdle()]);
    await fixture.engine.runUntilIdle();
  }
  expect(ranAt).toHaveLength(5);
  expect(new Set(ranAt).size).toBe(5);
});

test("ticks that no engine saw are not made up for", async () => {
  const ranAt = await serveScheduled("*/10 * * * *");
  await fixture.stopEngine(fixture.engine);
  fixture.clock.advance(3_600_000 + 60_000);
  fixture.engine = await fixture.startEngine();
  await fixture.engine.runUntilIdle();
  expect(ranAt).toEqual([]);
  await fixture.pass(540);
  expect(ranAt).toEqual(["2027-03-01T13:10"]);
});
