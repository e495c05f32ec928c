import { expect, test } from "vitest";
import { hashedSigningKey } from "./protocol/signature";
import { engineFixture } from "./testing/engine-fixture";
import { signingKey } from "./testing/sdk-app";

const fixture = engineFixture();
type Options = Parameters<typeof fixture.app.client.createFunction>[0];

const event = "test/refused";
const refusedOptions: [string, Partial<Options> & Record<string, unknown>, string][] = [
  ["cancelOn", { cancelOn: [{ event: "test/stop" }] }, "cancelOn"],
  ["batchEvents", { batchEvents: { maxSize: 10, timeout: "5s" } }, "batchEvents"],
  ["debounce", { debounce: { period: "5s" } }, "debounce"],
  ["rateLimit", { rateLimit: { limit: 1, period: "5s" } }, "rateLimit"],
  ["priority", { priority: { run: "100" } }, "priority"],
  ["singleton", { singleton: { mode: "skip" } }, "singleton"],
  ["idempotency", { idempotency: "event.data.id" }, "idempotency"],
  ["timeouts", { timeouts: { start: "10s" } }, "timeouts"],
  [
    "a concurrency scope",
    { concurrency: { limit: 1, scope: "account", key: '"one"' } },
    "concurrency.scope account",
  ],
  [
    "a computed concurrency key",
    { concurrency: { limit: 1, key: '"x" + event.data.id' } },
    "concurrency.key",
  ],
  ["a computed throttle key", { throttle: { limit: 1, period: "1s", key: "event.name" } }, "throttle.key"],
  ["a trigger condition", { triggers: { event, if: "event.data.amount > 5" } }, "trigger condition (if)"],
  ["a wildcard trigger", { triggers: { event: "test/*" } }, 'wildcard trigger "test/*"'],
  [
    "a cron with jitter",
    { triggers: { cron: "* * * * *", jitter: "10s" } as { cron: string } },
    "triggers.jitter",
  ],
  ["a cron that isn't one", { triggers: { cron: "every day" } }, "triggers.cron"],
  ["a cron in an unknown zone", { triggers: { cron: "TZ=Mars/Olympus * * * * *" } }, "triggers.cron"],
  ["too many retries", { retries: 21 as 20 }, "retries: 20 at most"],
];

test.each(refusedOptions)("%s is refused at sync, by name", async (_, options, named) => {
  const { client } = fixture.app;
  const refused = client.createFunction(
    { id: "refused", triggers: { event }, ...options } as Options,
    async () => 1,
  );
  const served = client.createFunction({ id: "served", triggers: { event } }, async () => "ran");
  fixture.app.serve([refused, served]);
  const { error } = await fixture.engine.sync();
  expect(error).toContain('The function "app-refused" is refused');
  expect(error).toContain(named);
  expect(await fixture.get("/api/functions")).toMatchObject({
    functions: [
      { slug: "app-refused", refusal: error },
      { slug: "app-served", refusal: null },
    ],
  });
  await fixture.send({ name: event });
  await fixture.engine.runUntilIdle();
  expect((await fixture.runs()).map(({ functionSlug }) => functionSlug)).toEqual(["app-served"]);
});

test("the SDK's own registration is told of the refusal", async () => {
  const { client } = fixture.app;
  fixture.app.serve([
    client.createFunction({ id: "refused", triggers: { event }, debounce: { period: "5s" } }, async () => 1),
  ]);
  const response = await fixture.app.send(
    new Request("http://app.test/api/inngest", { method: "PUT", headers: { host: "app.test" } }),
  );
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ message: expect.stringContaining("debounce") });
});

test("an option that this engine has never heard of is refused too", async () => {
  const runtime = { type: "http", url: "http://app.test/api/inngest?fnId=app-new&stepId=step" };
  const functions = [
    {
      id: "app-new",
      name: "New",
      triggers: [{ event }],
      steps: { step: { id: "step", runtime } },
      teleport: true,
    },
  ];
  const response = await fixture.post(
    "/fn/register",
    { functions },
    { authorization: `Bearer ${hashedSigningKey(signingKey)}` },
  );
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: expect.stringContaining("doesn't serve teleport") });
});

type Step = Parameters<Parameters<typeof fixture.app.client.createFunction>[1]>[0]["step"];
const refusedSteps: [string, (step: Step) => Promise<unknown>, string][] = [
  [
    "parallel steps",
    (step) => Promise.all([step.run("a", () => 1), step.run("b", () => 2)]),
    "parallel steps",
  ],
  [
    "parallel sleeps",
    (step) => Promise.all([step.sleep("a", "1s"), step.sleep("b", "1s")]),
    "parallel steps",
  ],
  [
    "waitForEvent",
    (step) => step.waitForEvent("wait", { event: "test/x", timeout: "1h" }),
    "step.waitForEvent",
  ],
  [
    "waitForSignal",
    (step) => step.waitForSignal("wait", { signal: "x", timeout: "1h" }),
    "step.waitForSignal",
  ],
  ["fetch", (step) => step.fetch("http://app.test/"), "step.fetch"],
  [
    "the AI gateway",
    (step) =>
      step.ai.infer("ask", {
        model: step.ai.models.openai({ model: "gpt-4o", apiKey: "x" }),
        body: { messages: [{ role: "user", content: "hello" }] },
      }),
    "step.ai.infer",
  ],
];

test.each(refusedSteps)("%s fails the run, by name and without a retry", async (_, use, named) => {
  const { client } = fixture.app;
  await fixture.serve(client.createFunction({ id: "user", triggers: { event } }, ({ step }) => use(step)));
  await fixture.send({ name: event });
  await fixture.pass(3600);
  const run = await fixture.onlyRun();
  expect(run).toMatchObject({
    status: "failed",
    error: {
      message: `The embedded engine doesn't serve ${named}.`.replace("infer.", "infer (AI gateway)."),
    },
  });
  expect(run.attempts).toHaveLength(1);
});

test("invoke fails the run, by name", async () => {
  const { client } = fixture.app;
  const other = client.createFunction({ id: "other", triggers: { event: "test/other" } }, async () => 1);
  const invoker = client.createFunction({ id: "invoker", triggers: { event } }, ({ step }) =>
    step.invoke("call", { function: other, data: {} }),
  );
  await fixture.serve(other, invoker);
  await fixture.send({ name: event });
  await fixture.engine.runUntilIdle();
  expect((await fixture.onlyRun()).error?.message).toBe("The embedded engine doesn't serve step.invoke.");
});

test("a run whose results are more than a request carries fails, with the limit named", async () => {
  const large = fixture.app.client.createFunction({ id: "large", triggers: { event } }, async ({ step }) => {
    for (const name of ["a", "b", "c"]) await step.run(name, () => "x".repeat(2 * 1024 * 1024));
  });
  await fixture.serve(large);
  await fixture.send({ name: event });
  await fixture.engine.runUntilIdle();
  expect((await fixture.onlyRun()).error?.message).toContain("4194304 bytes at most");
});
