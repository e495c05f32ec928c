import { afterAll, beforeAll, expect, test } from "vitest";
import { countRows } from "@/db/testing/count-rows";
import { type BookableDoor, createBookableDoor } from "../testing/bookable-door";

let door: BookableDoor;

beforeAll(async () => {
  door = await createBookableDoor();
});
afterAll(() => door.close());

const text = { action: "sms_attendee", message: { text: "Hi {ATTENDEE_FIRST_NAME}" } };
const least = { name: "Greet", trigger: { type: "newEvent" }, steps: [text] };

test.each([
  [{ name: " " }, "name", "name must not be empty"],
  [{ steps: [] }, "steps", "Your workflow must contain at least one step."],
  [{ trigger: { type: "beforeEvent" } }, "trigger.offset", /must say when the steps are due/],
  [
    { trigger: { type: "beforeEvent", offset: { value: -1, unit: "hour" } } },
    "trigger.offset.value",
    /negative/,
  ],
  [
    { trigger: { type: "beforeEvent", offset: { value: 1, unit: "week" } } },
    "trigger.offset.unit",
    /one of minute/,
  ],
  [{ trigger: { type: "fullMoon" } }, "trigger.type", /must be one of newEvent/],
  [{ trigger: { type: "bookingPaid" } }, "trigger.type", /payments/],
  [{ trigger: { type: "afterHostsCalVideoNoShow" } }, "trigger.type", /hostNoShowUpdated/],
  [{ type: "routing-form" }, "type", /no routing forms/],
  [{ steps: [{ action: "cal_ai_phone_call" }] }, "steps.0.action", /not served/],
  [{ steps: [{ action: "sms_attendee", template: "custom" }] }, "steps.0.message", /is required/],
  [{ steps: [{ ...text, recipient: "const" }] }, "steps.0.recipient", /must be attendee/],
  [
    { steps: [{ action: "email_host", message: { text: "Hi" } }] },
    "steps.0.message.subject",
    /an e-mail has one/,
  ],
  [{ steps: [{ action: "sms_number", message: { text: "Hi" } }] }, "steps.0.verifiedRecipientId", /verified/],
  [
    { steps: [{ action: "sms_attendee", message: { text: "Hi {ATENDEE}" } }] },
    "steps.0.message",
    /^steps\.0\.message: \{ATENDEE\} stands for nothing\. Did you mean \{ATTENDEE\}\?$/,
  ],
  [{ activation: { activeOnEventTypeIds: [999_999] } }, "activation.activeOnEventTypeIds", /999999/],
])("%j is refused by name by POST /v2/workflows, and nothing is written", async (wrong, field, message) => {
  const before = await countRows(door.database.db);
  const { status, body } = await door.post("/v2/workflows", { ...least, ...wrong }, door.asHost);
  expect([status, body.error.details.field]).toEqual([400, field]);
  expect(body.error.message).toMatch(message);
  expect(await countRows(door.database.db)).toEqual(before);
});
