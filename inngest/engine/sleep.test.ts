import { expect, test } from "vitest";
import { engineFixture } from "./testing/engine-fixture";

const fixture = engineFixture();

function sleeper(time: string | number | Date) {
  return fixture.app.client.createFunction(
    { id: "sleeper", triggers: { event: "test/slept" } },
    async ({ step }) => {
      await step.run("before", () => "before");
      if (time instanceof Date) await step.sleepUntil("rest", time);
      else await step.sleep("rest", time);
      return step.run("after", () => fixture.clock.now().toISOString());
    },
  );
}

test("a run sleeps for the time that it names, and not a second longer", async () => {
  await fixture.serve(sleeper(9_010_000));
  await fixture.send({ name: "test/slept" });
  await fixture.pass(9009);
  expect(await fixture.onlyRun()).toMatchObject({ status: "running", dueAt: "2027-03-01T14:30:10.000Z" });
  expect(fixture.app.requests).toHaveLength(2);
  await fixture.pass(1);
  expect(await fixture.onlyRun()).toMatchObject({ status: "completed", output: "2027-03-01T14:30:10.000Z" });
});

test("a run sleeps until the instant that it names", async () => {
  const until = new Date("2027-06-01T08:15:00.250Z");
  await fixture.serve(sleeper(until));
  await fixture.send({ name: "test/slept" });
  await fixture.pass((until.getTime() - fixture.clock.now().getTime()) / 1000);
  expect(await fixture.onlyRun()).toMatchObject({ status: "completed", output: "2027-06-01T08:15:00.250Z" });
});

test("an instant that has passed is no sleep", async () => {
  await fixture.serve(sleeper(new Date("2020-01-01T00:00:00Z")));
  await fixture.send({ name: "test/slept" });
  await fixture.engine.runUntilIdle();
  expect(await fixture.onlyRun()).toMatchObject({ status: "completed" });
});

test("a sleep outlasts the engine: the next one wakes the run", async () => {
  await fixture.serve(sleeper("8h"));
  await fixture.send({ name: "test/slept" });
  await fixture.engine.runUntilIdle();
  await fixture.stopEngine(fixture.engine);
  fixture.clock.advance(9 * 3_600_000);
  fixture.engine = await fixture.startEngine();
  await fixture.engine.runUntilIdle();
  const run = await fixture.onlyRun();
  expect(run).toMatchObject({ status: "completed", output: "2027-03-01T21:00:00.000Z" });
  expect(run.steps.map(({ displayName }) => displayName)).toEqual(["before", "rest", "after"]);
});

test("a sleep of more than 366 days is refused", async () => {
  await fixture.serve(sleeper("367d"));
  await fixture.send({ name: "test/slept" });
  await fixture.engine.runUntilIdle();
  expect(await fixture.onlyRun()).toMatchObject({
    status: "failed",
    error: { message: 'The sleep "rest" is refused: a sleep lasts 366 days at most.' },
  });
});
