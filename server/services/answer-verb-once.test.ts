import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { clearDatabase } from "@/db/testing/clear-database";
import { countRows } from "@/db/testing/count-rows";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedOrganizer } from "@/db/testing/seed-organizer";
import type { CreateWorkflowInput } from "@/server/domain/workflows/workflow-input";
import { ServiceError } from "@/server/platform/service-error";
import { answerVerbOnce } from "./answer-verb-once";
import { contextsAround } from "./testing/contexts-around";
import type { TestContext } from "./testing/create-test-context";
import { workflowInput } from "./testing/workflow-input";
import { createWorkflow } from "./workflows/create-workflow";

let database: TestDatabase;
let own: TestContext;
let stranger: TestContext;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await clearDatabase(database.db);
  ({ own, stranger } = await contextsAround(database, await seedOrganizer(database.db)));
});

const create = (ctx: TestContext, key: string | undefined, input: CreateWorkflowInput = workflowInput()) =>
  answerVerbOnce(ctx, { verb: "workflow.create", key, input }, createWorkflow);

test("a verb answers a key once, and its events are reported once", async () => {
  const first = await create(own, "k");
  const rows = await countRows(database.db);
  expect(own.committedIds).toHaveLength(1);
  expect(await create(own, "k")).toEqual({ answer: first.answer, replayed: true });
  expect(own.committedIds).toHaveLength(1);
  expect(await countRows(database.db)).toEqual(rows);
});

test("another credential's key is another key", async () => {
  await create(own, "k");
  expect((await create(stranger, "k")).replayed).toBe(false);
});

test("without a key it does its work each time", async () => {
  await create(own, undefined);
  await create(own, undefined);
  expect((await countRows(database.db)).outbox).toBe(2);
});

test("the key is refused with other input", async () => {
  await create(own, "k");
  await expect(create(own, "k", workflowInput({ name: "Other" }))).rejects.toMatchObject({
    code: "UNPROCESSABLE",
    details: { reason: "idempotency_key_reused" },
  });
});

test("where the verb fails after its work nothing is left of it, nothing is reported, and the key is free", async () => {
  const before = await countRows(database.db);
  const failing = answerVerbOnce(
    own,
    { verb: "workflow.create", key: "k", input: workflowInput() },
    async (ctx, input) => {
      await createWorkflow(ctx, input);
      throw new ServiceError("UNAVAILABLE", "Not now.");
    },
  );
  await expect(failing).rejects.toMatchObject({ code: "UNAVAILABLE" });
  expect(await countRows(database.db)).toEqual(before);
  expect(own.committedIds).toEqual([]);
  expect((await create(own, "k")).replayed).toBe(false);
});
