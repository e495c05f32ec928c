import { expect, test } from "vitest";
import { engineFixture } from "../testing/engine-fixture";

const fixture = engineFixture();
const day = 86_400;

async function counts(): Promise<Record<string, number>> {
  const [row] = await fixture.database.sql`select
    (select count(*)::int from engine.runs) as runs, (select count(*)::int from engine.steps) as steps,
    (select count(*)::int from engine.attempts) as attempts, (select count(*)::int from engine.events) as events,
    (select count(*)::int from engine.run_keys) as keys, (select count(*)::int from engine.gates) as gates`;
  return row as Record<string, number>;
}

test("a run that ended is kept for seven days, then it goes with all that belongs to it", async () => {
  const stepped = fixture.app.client.createFunction(
    { id: "stepped", throttle: { limit: 1, period: "1s" }, triggers: { event: "test/kept" } },
    ({ step }) => step.run("work", () => 1),
  );
  await fixture.serve(stepped);
  await fixture.send({ name: "test/kept" });
  await fixture.send({ name: "test/unheard" });
  await fixture.pass(7 * day);
  expect(await counts()).toMatchObject({ runs: 1, steps: 1, attempts: 2, events: 2, keys: 0, gates: 0 });
  await fixture.pass(3601);
  expect(await counts()).toEqual({ runs: 0, steps: 0, attempts: 0, events: 0, keys: 0, gates: 0 });
});

test("a run that still sleeps is kept, with its event", async () => {
  const sleeper = fixture.app.client.createFunction(
    { id: "sleeper", triggers: { event: "test/kept" } },
    ({ step }) => step.sleep("rest", "30d"),
  );
  await fixture.serve(sleeper);
  await fixture.send({ name: "test/kept" });
  await fixture.pass(29 * day);
  expect(await counts()).toMatchObject({ runs: 1, steps: 1, events: 1 });
  await fixture.pass(day);
  expect(await fixture.onlyRun()).toMatchObject({ status: "completed" });
});

test("more than one batch is deleted at once", async () => {
  const quick = fixture.app.client.createFunction(
    { id: "quick", triggers: { event: "test/kept" } },
    async () => 1,
  );
  await fixture.serve(quick);
  const ts = fixture.clock.now().getTime();
  await fixture.app.client.send(Array.from({ length: 1100 }, () => ({ name: "test/kept", ts })));
  await fixture.engine.runUntilIdle();
  expect(await counts()).toMatchObject({ runs: 1100, events: 1100, keys: 1100 });
  await fixture.pass(7 * day + 3601);
  expect(await counts()).toMatchObject({ runs: 0, events: 0, keys: 0 });
});
