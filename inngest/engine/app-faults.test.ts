import { expect, test } from "vitest";
import type { Transport } from "./engine-context";
import { type EngineFixture, engineFixture } from "./testing/engine-fixture";

const fixture = engineFixture();

/** Answers the next executions in the place of the app; syncs still reach it. */
function interrupt(answers: (() => Promise<Response>)[]): void {
  const send: Transport = fixture.app.send;
  fixture.app.send = async (request) =>
    request.method === "POST" && answers.length > 0 ? answers.shift()!() : send(request);
}

async function serveOne(of: EngineFixture): Promise<void> {
  await of.serve(
    of.app.client.createFunction({ id: "one", triggers: { event: "test/one" } }, ({ step }) =>
      step.run("work", () => "done"),
    ),
  );
}

test("an answer that isn't the SDK's is tried again, at the time that it asks for", async () => {
  await serveOne(fixture);
  interrupt([async () => new Response("Bad gateway", { status: 502, headers: { "retry-after": "40" } })]);
  await fixture.send({ name: "test/one" });
  await fixture.pass(39);
  expect(await fixture.onlyRun()).toMatchObject({
    status: "running",
    attempts: [
      { outcome: "not-sdk", httpStatus: 502, error: { message: "The answer (502) isn't the SDK's." } },
    ],
  });
  await fixture.pass(1);
  expect(await fixture.onlyRun()).toMatchObject({ status: "completed", output: "done" });
});

test("a page that answers 200 in the app's place completes nothing", async () => {
  await serveOne(fixture);
  interrupt([async () => new Response('"hello"', { status: 200 })]);
  await fixture.send({ name: "test/one" });
  await fixture.engine.runUntilIdle();
  expect((await fixture.onlyRun()).status).toBe("running");
});

test("a connection that breaks counts as an attempt", async () => {
  await serveOne(fixture);
  const broken = Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNRESET" } });
  interrupt(Array.from({ length: 5 }, () => () => Promise.reject(broken)));
  await fixture.send({ name: "test/one" });
  await fixture.pass(3600);
  const run = await fixture.onlyRun();
  expect(run).toMatchObject({ status: "failed", error: { message: expect.stringContaining("ECONNRESET") } });
  expect(run.attempts.map(({ outcome }) => outcome)).toEqual(Array(5).fill("broken"));
});

test("an app that isn't there uses up no attempts: the run goes on when it is back", async () => {
  await serveOne(fixture);
  await fixture.send({ name: "test/one" });
  const send = fixture.app.send;
  const refused = Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNREFUSED" } });
  fixture.app.send = () => Promise.reject(refused);
  await fixture.pass(3600);
  expect(await fixture.onlyRun()).toMatchObject({ status: "waiting", attempt: 0, attempts: [] });
  fixture.app.send = send;
  await fixture.engine.runUntilIdle();
  expect(await fixture.onlyRun()).toMatchObject({ status: "completed", output: "done" });
});

test("a function that the app no longer knows is synced and tried again", async () => {
  await serveOne(fixture);
  await fixture.send({ name: "test/one" });
  fixture.app.serve([]);
  await fixture.engine.runUntilIdle();
  expect(await fixture.onlyRun()).toMatchObject({ attempts: [{ outcome: "unknown-function" }] });
  await fixture.engine.runUntilIdle();
  expect(await fixture.get("/api/functions")).toMatchObject({
    functions: [{ slug: "app-one", removedAt: expect.any(String) }],
  });
  await serveOne(fixture);
  await fixture.pass(15);
  expect(await fixture.onlyRun()).toMatchObject({ status: "completed", output: "done" });
});
