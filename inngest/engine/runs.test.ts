import { afterEach, beforeEach, expect, test } from "vitest";
import { createEngineFixture, type EngineFixture } from "./testing/engine-fixture";

let fixture: EngineFixture;
beforeEach(async () => {
  fixture = await createEngineFixture();
});
afterEach(() => fixture.close());

test("an event runs the steps of its function in their order, each in a request of its own", async () => {
  const { app, engine } = fixture;
  const ran: string[] = [];
  const greet = app.client.createFunction(
    { id: "greet", triggers: { event: "test/greeted" } },
    async ({ event, step }) => {
      const first = await step.run("first", () => {
        ran.push("first");
        return { name: event.data.name };
      });
      const second = await step.run("second", () => {
        ran.push("second");
        return `Hello ${first.name}`;
      });
      return second;
    },
  );
  await fixture.serve(greet);
  await fixture.send({ name: "test/greeted", data: { name: "Ada" } });
  await engine.runUntilIdle();
  expect(ran).toEqual(["first", "second"]);
  expect(app.requests).toHaveLength(3);
  const [run] = await fixture.database.sql`select status, output from engine.runs`;
  expect(run).toEqual({ status: "completed", output: "Hello Ada" });
});
