import { afterAll, beforeAll, expect, test } from "vitest";
import { type BookableDoor, createBookableDoor } from "../testing/bookable-door";
import { workflowDataSchema } from "./workflow-data";

let door: BookableDoor;

beforeAll(async () => {
  door = await createBookableDoor();
});
afterAll(() => door.close());

// A public address by its number, so that no name is looked up.
const webhookUrl = "https://8.8.8.8/hook";
const make = (step: object) =>
  door.post("/v2/workflows", { name: "Call", trigger: { type: "newEvent" }, steps: [step] }, door.asHost);

test("a step may call a webhook; its secret is told to nobody, and kept while nothing is said of it", async () => {
  const secret = "a secret of sixteen or more";
  const { body } = await make({ action: "webhook", recipient: "webhook", webhookUrl, webhookSecret: secret });
  const created = workflowDataSchema.strict().parse(body.data);
  expect(created.steps).toMatchObject([
    {
      action: "webhook",
      recipient: "webhook",
      webhookUrl,
      isSigned: true,
      message: { subject: "", text: "" },
    },
  ]);
  expect(JSON.stringify(body)).not.toContain(secret);
  const steps = [{ id: created.steps[0]?.id, action: "webhook" }];
  const renamed = await door.patch(`/v2/workflows/${created.id}`, { name: "Tell", steps }, door.asHost);
  expect(renamed.body.data).toMatchObject({ name: "Tell", steps: created.steps });
});

test("an address that may not be called is refused by name", async () => {
  for (const url of [undefined, "https://127.0.0.1/hook", "ftp://8.8.8.8"]) {
    const { status, body } = await make({ action: "webhook", webhookUrl: url });
    expect([url, status, body.error?.details.field]).toEqual([url, 400, "steps.0.webhookUrl"]);
  }
});
