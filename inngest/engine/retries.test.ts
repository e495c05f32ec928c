import { NonRetriableError, RetryAfterError } from "inngest";
import { expect, test } from "vitest";
import { engineFixture } from "./testing/engine-fixture";

const fixture = engineFixture();

/** A function of one step that fails with the given errors, one for each attempt, and then succeeds. */
function failing(errors: Error[], retries?: 0 | 1 | 2 | 20) {
  return fixture.app.client.createFunction(
    { id: "failing", triggers: { event: "test/failing" }, retries },
    ({ step }) =>
      step.run("work", () => {
        const error = errors.shift();
        if (error) throw error;
        return "done";
      }),
  );
}

async function attemptTimes(): Promise<number[]> {
  const { attempts } = await fixture.onlyRun();
  const startedAt = attempts.map((attempt) => new Date(attempt.startedAt).getTime());
  return startedAt.map((time) => (time - (startedAt[0] ?? 0)) / 1000);
}

test("a failed step is tried again after 15, 30, 60 and 120 seconds", async () => {
  await fixture.serve(failing([1, 2, 3, 4].map((number) => new Error(`failure ${number}`))));
  await fixture.send({ name: "test/failing" });
  await fixture.pass(3600);
  expect((await attemptTimes()).slice(0, 5)).toEqual([0, 15, 45, 105, 225]);
  const run = await fixture.onlyRun();
  expect(run).toMatchObject({ status: "completed", output: "done" });
  expect(run.attempts[0]).toMatchObject({
    outcome: "step-failed",
    stepName: "work",
    error: { message: "failure 1" },
  });
});

test("a step that failed five times fails the run, with its error", async () => {
  await fixture.serve(failing(Array.from({ length: 9 }, () => new TypeError("never"))));
  await fixture.send({ name: "test/failing" });
  await fixture.pass(3600);
  const run = await fixture.onlyRun();
  expect(run).toMatchObject({ status: "failed", error: { name: "TypeError", message: "never" } });
  expect(run.attempts.map(({ attempt }) => attempt)).toEqual([0, 1, 2, 3, 4, 0]);
});

test("each step has attempts of its own, and so has the function after a step", async () => {
  let failures = 0;
  const two = fixture.app.client.createFunction(
    { id: "two", triggers: { event: "test/two" }, retries: 1 },
    async ({ step, attempt }) => {
      await step.run("first", () => {
        if (failures++ === 0) throw new Error("first");
      });
      await step.run("second", () => {
        if (failures++ === 2) throw new Error("second");
      });
      if (attempt === 0) throw new Error("function");
      return "all retried once";
    },
  );
  await fixture.serve(two);
  await fixture.send({ name: "test/two" });
  await fixture.pass(3600);
  const run = await fixture.onlyRun();
  expect(run).toMatchObject({ status: "completed", output: "all retried once" });
  expect(run.attempts.map(({ attempt }) => attempt)).toEqual([0, 1, 0, 1, 0, 1]);
});

test("a function may catch what a step finally failed with, and go on", async () => {
  const catching = fixture.app.client.createFunction(
    { id: "catching", triggers: { event: "test/catching" }, retries: 0 },
    async ({ step }) => {
      const seen = await step
        .run("work", () => {
          throw new RangeError("out of range");
        })
        .catch((error: Error) => `${error.name}: ${error.message}`);
      return step.run("after", () => seen);
    },
  );
  await fixture.serve(catching);
  await fixture.send({ name: "test/catching" });
  await fixture.pass(60);
  expect(await fixture.onlyRun()).toMatchObject({ status: "completed", output: "RangeError: out of range" });
});

test("a NonRetriableError in a step is not tried again", async () => {
  await fixture.serve(failing([new NonRetriableError("no such booking")]));
  await fixture.send({ name: "test/failing" });
  await fixture.pass(3600);
  const run = await fixture.onlyRun();
  expect(run).toMatchObject({ status: "failed", error: { message: "no such booking" } });
  expect(run.attempts).toHaveLength(2);
});

test("a NonRetriableError of the function itself ends the run at once", async () => {
  const refusing = fixture.app.client.createFunction(
    { id: "refusing", triggers: { event: "test/refusing" } },
    async () => {
      throw new NonRetriableError("not this one");
    },
  );
  await fixture.serve(refusing);
  await fixture.send({ name: "test/refusing" });
  await fixture.pass(3600);
  const run = await fixture.onlyRun();
  expect(run).toMatchObject({
    status: "failed",
    error: { name: "NonRetriableError", message: "not this one" },
  });
  expect(run.attempts).toMatchObject([{ httpStatus: 400 }]);
});

test("Retry-After is kept to, as seconds or as an instant, between a second and a day", async () => {
  const at = (seconds: number) => new Date(fixture.clock.now().getTime() + seconds * 1000);
  const day = 86_400;
  await fixture.serve(
    failing([
      new RetryAfterError("in 7 s", "7s"),
      new RetryAfterError("20 s after the start", at(20)),
      new RetryAfterError("already past", at(-60)),
      new RetryAfterError("next week", "7d"),
    ]),
  );
  await fixture.send({ name: "test/failing" });
  await fixture.pass(2 * day);
  expect((await attemptTimes()).slice(0, 5)).toEqual([0, 7, 20, 21, 21 + day]);
});

test("a function without retries fails at its first error", async () => {
  await fixture.serve(failing([new Error("once")], 0));
  await fixture.send({ name: "test/failing" });
  await fixture.pass(3600);
  const run = await fixture.onlyRun();
  expect(run.status).toBe("failed");
  expect(run.attempts.filter(({ outcome }) => outcome === "step-failed")).toHaveLength(1);
});

test("twenty retries are made, waiting two hours between the last ones", async () => {
  await fixture.serve(
    failing(
      Array.from({ length: 30 }, () => new Error("never")),
      20,
    ),
  );
  await fixture.send({ name: "test/failing" });
  await fixture.pass(40 * 3600);
  const times = await attemptTimes();
  expect(times).toHaveLength(22);
  expect(times[20]! - times[19]!).toBe(7200);
  expect((await fixture.onlyRun()).status).toBe("failed");
});
