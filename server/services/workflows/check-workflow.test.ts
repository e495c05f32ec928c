import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { clearDatabase } from "@/db/testing/clear-database";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { contextsAround } from "../testing/contexts-around";
import type { TestContext } from "../testing/create-test-context";
import { workflowInput } from "../testing/workflow-input";
import { createWorkflow } from "./create-workflow";
import { getWorkflow } from "./get-workflow";

let database: TestDatabase;
let own: TestContext;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  await clearDatabase(database.db);
  const mira = await seedOrganizer(database.db);
  ({ own } = await contextsAround(database, mira));
  await seedEventType(database.db, mira);
});

test("a text that offers a word which stops all texts is saved with a warning, and a mail without", async () => {
  const body = "Reply CANCEL to cancel.";
  const { id } = await createWorkflow(
    own,
    workflowInput({
      steps: [
        { action: "sms_attendee", body },
        { action: "email_attendee", subject: "Tomorrow", body },
      ],
    }),
  );
  const { warnings } = await getWorkflow(own, { id });
  expect(warnings.map(({ field, reason }) => [field, reason])).toEqual([
    ["steps.0.body", "asks_for_stop_word"],
  ]);
});
