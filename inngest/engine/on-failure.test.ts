import { expect, test } from "vitest";
import { engineFixture } from "./testing/engine-fixture";

const fixture = engineFixture();

type Seen = { error: Error; functionId: unknown; runId: unknown; original: unknown };

function failing(id: string, seen: Seen[]) {
  return fixture.app.client.createFunction(
    {
      id,
      retries: 0,
      triggers: { event: "test/failing" },
      onFailure: ({ error, event }) => {
        const { function_id, run_id, event: original } = event.data;
        seen.push({ error, functionId: function_id, runId: run_id, original: original.data });
      },
    },
    async () => {
      throw new RangeError(`${id} failed`);
    },
  );
}

test("a failed run starts its own function's onFailure, with the error and the event", async () => {
  const seen: Seen[] = [];
  const other: Seen[] = [];
  const quiet = fixture.app.client.createFunction(
    { id: "quiet", triggers: { event: "test/other" }, onFailure: () => other.push() },
    async () => "fine",
  );
  await fixture.serve(failing("loud", seen), quiet);
  await fixture.send({ name: "test/failing", data: { bookingId: 7 } });
  await fixture.engine.runUntilIdle();
  const [failed] = await fixture.runs();
  expect(seen).toMatchObject([{ functionId: "app-loud", runId: failed?.id, original: { bookingId: 7 } }]);
  expect(seen[0]?.error).toBeInstanceOf(RangeError);
  expect(seen[0]?.error.message).toBe("loud failed");
  expect(other).toEqual([]);
});

test("an onFailure that fails is tried once more", async () => {
  let calls = 0;
  const stubborn = fixture.app.client.createFunction(
    {
      id: "stubborn",
      retries: 0,
      triggers: { event: "test/failing" },
      onFailure: () => {
        calls += 1;
        throw new Error("not again");
      },
    },
    async () => {
      throw new Error("first");
    },
  );
  await fixture.serve(stubborn);
  await fixture.send({ name: "test/failing" });
  await fixture.pass(3600);
  expect(calls).toBe(2);
});

test("inngest/function.finished tells of completed and failed runs, but not of those that listen for it", async () => {
  const finished: unknown[] = [];
  const listener = fixture.app.client.createFunction(
    { id: "listener", triggers: { event: "inngest/function.finished" } },
    async ({ event }) => {
      finished.push([event.data.function_id, event.data.result]);
    },
  );
  const good = fixture.app.client.createFunction(
    { id: "good", triggers: { event: "test/failing" } },
    async () => "result",
  );
  await fixture.serve(listener, good, failing("bad", []));
  await fixture.send({ name: "test/failing" });
  await fixture.engine.runUntilIdle();
  expect(finished.sort()).toEqual([
    ["app-bad", undefined],
    ["app-good", "result"],
  ]);
});
