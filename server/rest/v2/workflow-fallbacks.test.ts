import { afterAll, beforeAll, expect, test } from "vitest";
import { type BookableDoor, createBookableDoor } from "../testing/bookable-door";
import { workflowDataSchema } from "./workflow-data";

let door: BookableDoor;

beforeAll(async () => {
  door = await createBookableDoor();
});
afterAll(() => door.close());

const text = { action: "sms_attendee", message: { text: "See you" } };
const make = (fallback: unknown) =>
  door.post(
    "/v2/workflows",
    { name: "Greet", trigger: { type: "newEvent" }, steps: [{ ...text, fallback }] },
    door.asHost,
  );

test("a text may be followed by an e-mail, which an edit that says nothing of it keeps and null takes away", async () => {
  const { body } = await make({ kind: "email", afterMinutes: 10, subject: "See you" });
  const created = workflowDataSchema.strict().parse(body.data);
  const fallback = { kind: "email", afterMinutes: 10, subject: "See you", body: null };
  expect(created.steps).toMatchObject([{ fallback }]);
  const edit = async (step: object) => {
    const steps = [{ id: created.steps[0]?.id, action: "sms_attendee", ...step }];
    const edited = await door.patch(`/v2/workflows/${created.id}`, { steps }, door.asHost);
    return workflowDataSchema.strict().parse(edited.body.data).steps[0];
  };
  expect(await edit({ message: { text: "See you soon" } })).toMatchObject({ fallback });
  expect((await edit({ fallback: null }))?.fallback).toBeUndefined();
});

test.each([
  [{ kind: "pigeon" }, "steps.0.fallback.kind"],
  [{ kind: "email", afterMinutes: 0 }, "steps.0.fallback.afterMinutes"],
  [{ kind: "email", afterMinutes: 1441 }, "steps.0.fallback.afterMinutes"],
  [{ kind: "other_provider" }, "steps.0.fallback.kind"],
])("what can't follow is refused by name, %j", async (fallback, field) => {
  const { status, body } = await make(fallback);
  expect([status, body.error?.details.field]).toEqual([400, field]);
});
