import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outbox } from "@/db/schema/outbox";
import { verifiedRecipients } from "@/db/schema/verified-recipients";
import { countRows } from "@/db/testing/count-rows";
import { seedOrganizer } from "@/db/testing/seed-organizer";
import { seedApiKey } from "@/server/services/testing/seed-api-key";
import { type BookableDoor, createBookableDoor } from "../testing/bookable-door";
import { workflowDataSchema } from "./workflow-data";

let door: BookableDoor;
let stranger: { authorization: string };
let recipientIds: { phone: number; email: number };

beforeAll(async () => {
  door = await createBookableDoor();
  const { db } = door.database;
  const other = await seedOrganizer(db, { username: "noor" });
  stranger = { authorization: (await seedApiKey(db, other)).key };
  const ownerId = door.organizer.id;
  const verifiedAt = door.clock.now();
  const [phone, email] = await db
    .insert(verifiedRecipients)
    .values([
      { ownerId, kind: "phone", value: "+4930901821", verifiedAt, createdAt: verifiedAt },
      { ownerId, kind: "email", value: "desk@example.org", verifiedAt, createdAt: verifiedAt },
    ])
    .returning({ id: verifiedRecipients.id });
  recipientIds = { phone: phone?.id ?? 0, email: email?.id ?? 0 };
});
afterAll(() => door.close());

const text = { action: "sms_attendee", message: { text: "Hi {ATTENDEE_FIRST_NAME}" } };
const least = { name: "Greet", trigger: { type: "newEvent" }, steps: [text] };
const reminder = {
  name: "Remind",
  activation: { isActiveOnAllEventTypes: false, activeOnEventTypeIds: [] as number[] },
  trigger: { type: "beforeEvent", offset: { value: 24, unit: "hour" } },
  steps: [{ stepNumber: 1, recipient: "attendee", template: "custom", sender: "CAL", ...text }],
};
const post = (body: object) => door.post("/v2/workflows", body, door.asHost);
const create = async (more: object = {}) => {
  const reply = await post({ ...least, ...more });
  expect(reply.status, JSON.stringify(reply.body.error)).toBe(201);
  return workflowDataSchema.strict().parse(reply.body.data);
};
const at = (id: number) => `/v2/workflows/${id}`;
const change = (id: number, body: object) => door.patch(at(id), body, door.asHost);

describe("POST /v2/workflows", () => {
  test("makes a workflow in the shape that callers know, which bookings then follow", async () => {
    const activation = { isActiveOnAllEventTypes: false, activeOnEventTypeIds: [door.eventTypeId] };
    const created = await create({ ...reminder, activation });
    expect(created).toEqual({
      id: created.id,
      name: "Remind",
      type: "event-type",
      userId: door.organizer.id,
      createdAt: "2026-11-02T08:00:00.000Z",
      updatedAt: "2026-11-02T08:00:00.000Z",
      version: 1,
      activation,
      trigger: reminder.trigger,
      steps: [
        {
          id: expect.any(Number),
          stepNumber: 1,
          action: "sms_attendee",
          recipient: "attendee",
          email: "",
          phone: "",
          phoneRequired: false,
          template: "custom",
          includeCalendarEvent: false,
          sender: "",
          message: { subject: "", text: "Hi {ATTENDEE_FIRST_NAME}" },
        },
      ],
      conditions: [],
      quietHours: { from: "21:00", until: "08:00" },
      lateBooking: { kind: "skip" },
      warnings: [],
    });
    const { body } = await door.book();
    expect(body.data.workflows).toContainEqual(
      expect.objectContaining({ workflow: { id: created.id, name: "Remind" }, channel: "sms" }),
    );
    const events = await door.database.db.select({ name: outbox.name, data: outbox.data }).from(outbox);
    expect(events).toContainEqual({
      name: "workflow/changed",
      data: expect.objectContaining({ workflowId: created.id, version: 1 }),
    });
    await door.delete(at(created.id), door.asHost);
  });

  test.each([
    ["beforeEvent", { value: 30, unit: "minute" }],
    ["afterEvent", { value: 2, unit: "day" }],
    ["attendanceNotConfirmed", { value: 3, unit: "hour" }],
    ["newEvent", undefined],
    ["rescheduleEvent", undefined],
    ["eventCancelled", undefined],
    ["bookingRequested", undefined],
    ["bookingConfirmed", undefined],
    ["bookingRejected", undefined],
    ["bookingNoShowUpdated", undefined],
    ["hostNoShowUpdated", undefined],
  ])("the trigger %s", async (type, offset) => {
    const trigger = offset ? { type, offset } : { type };
    expect((await create({ trigger })).trigger).toEqual(trigger);
  });

  test("steps go by their numbers, to whom and with what each action says", async () => {
    const subject = "{EVENT_NAME} at {START_TIME_h:mma}";
    const html = "<p>Hi {ATTENDEE}</p><p>See you</p>";
    const { phone, email } = recipientIds;
    const { steps } = await create({
      steps: [
        {
          stepNumber: 3,
          action: "sms_number",
          recipient: "phone_number",
          verifiedPhoneId: phone,
          message: text.message,
        },
        { stepNumber: 1, action: "email_host", recipient: "const", message: { subject, html } },
        {
          stepNumber: 2,
          action: "email_address",
          verifiedEmailId: email,
          message: { subject, text: "Note" },
          includeCalendarEvent: true,
        },
        {
          stepNumber: 4,
          action: "sms_attendee",
          phoneRequired: true,
          message: { subject: "Of no use", text: "Hi" },
        },
      ],
    });
    expect(steps).toMatchObject([
      {
        stepNumber: 1,
        action: "email_host",
        recipient: "const",
        message: { subject, html, text: "Hi {ATTENDEE}\n\nSee you" },
      },
      { stepNumber: 2, recipient: "email", email: "desk@example.org", phone: "", includeCalendarEvent: true },
      {
        stepNumber: 3,
        recipient: "phone_number",
        phone: "+4930901821",
        email: "",
        verifiedRecipientId: phone,
      },
      { stepNumber: 4, phoneRequired: true, message: { subject: "", text: "Hi" } },
    ]);
  });

  test.each(["reminder", "rescheduled", "completed", "cancelled"])(
    "the template %s brings its own text",
    async (template) => {
      const { steps } = await create({
        steps: [
          { action: "sms_attendee", template },
          { action: "email_attendee", template },
        ],
      });
      expect(steps).toMatchObject([{ template }, { template }]);
      expect(steps[1]?.message.subject).toContain("{EVENT_NAME}");
    },
  );

  test("a text may be followed by a mail where it doesn't arrive", async () => {
    const fallback = { kind: "email", afterMinutes: 10 };
    const { id, steps } = await create({ steps: [{ ...text, fallback }] });
    expect(steps).toMatchObject([{ fallback: { ...fallback, subject: null, body: null } }]);
    const renamed = await change(id, { steps: [{ id: steps[0]?.id, action: text.action }] });
    expect(renamed.body.data.steps).toEqual(steps);
  });

  test("what only Punctual has is taken too", async () => {
    const more = {
      trigger: {
        type: "beforeEvent",
        moments: [
          { kind: "clock", days: 1, at: "18:00", zoneOf: "attendee" },
          { kind: "elapsed", amount: 2, unit: "hours" },
        ],
      },
      conditions: [{ kind: "has_phone", hasPhone: true }],
      quietHours: null,
      lateBooking: { kind: "send_now" },
    };
    const created = await create(more);
    expect(created).toMatchObject({
      ...more,
      trigger: { ...more.trigger, offset: { value: 2, unit: "hour" } },
    });
  });
});

describe("reading workflows", () => {
  test("one, and all in pages, whatever the version", async () => {
    const created = await create();
    const one = await door.get(at(created.id), { ...door.asHost, "cal-api-version": "2024-08-13" });
    expect(one.body).toEqual({ status: "success", data: created });
    const all = (await door.get("/v2/workflows", door.asHost)).body.data;
    expect(all.at(-1)).toEqual(created);
    const page = await door.get(`/v2/workflows?skip=${all.length - 1}&take=1`, door.asHost);
    expect(page.body.data).toEqual([created]);
  });

  test("where callers who think in teams look for them", async () => {
    const path = "/v2/organizations/7/teams/9/workflows";
    const made = (await door.post(path, least, door.asHost)).body.data;
    expect(made).toMatchObject({ name: "Greet", userId: door.organizer.id, teamId: 9 });
    const { teamId: _, ...own } = made;
    expect((await door.get(at(made.id), door.asHost)).body.data).toEqual(own);
    expect((await door.get(`${path}/${made.id}`, door.asHost)).body.data).toEqual(made);
    expect((await door.get(path, door.asHost)).body.data).toContainEqual(made);
    const renamed = await door.patch(`${path}/${made.id}`, { name: "Welcome" }, door.asHost);
    expect(renamed.body.data).toMatchObject({ name: "Welcome", teamId: 9 });
    expect((await door.delete(`${path}/${made.id}`, door.asHost)).body).toEqual({ status: "success" });
    expect((await door.get(`${path}/x`, door.asHost)).status).toBe(404);
  });
});

describe("PATCH /v2/workflows/:workflowId", () => {
  test("changes what is named, and the rest stays", async () => {
    const created = await create(reminder);
    const { status, body } = await change(created.id, { name: "Nudge" });
    expect([status, body.data]).toEqual([200, { ...created, name: "Nudge", version: 2 }]);
    expect((await change(created.id, {})).body.data.version).toBe(2);
  });

  test("takes what it gives", async () => {
    const created = await create({
      ...reminder,
      steps: [{ action: "email_attendee", template: "reminder" }, text],
    });
    const { status, body } = await change(created.id, created);
    expect(status, JSON.stringify(body.error)).toBe(200);
    expect(body.data).toEqual({ ...created, version: 2 });
  });

  test("puts off a reminder, and changes a step that is there without making it a new one", async () => {
    const created = await create({ ...reminder, activation: { isActiveOnAllEventTypes: true } });
    const [step] = created.steps;
    const { body } = await change(created.id, {
      trigger: { type: "beforeEvent", offset: { value: 2, unit: "hour" } },
      steps: [{ id: step?.id, action: "sms_attendee", message: { text: "Soon" } }, text],
    });
    expect(body.data.steps).toMatchObject([
      { id: step?.id, message: { text: "Soon" } },
      { stepNumber: 2, message: text.message },
    ]);
    expect(body.data.trigger.offset).toEqual({ value: 2, unit: "hour" });
    await door.delete(at(created.id), door.asHost);
  });

  test("switches it on and off", async () => {
    const { id } = await create();
    const on = await change(id, { activation: { isActiveOnAllEventTypes: true } });
    expect(on.body.data.activation).toEqual({ isActiveOnAllEventTypes: true, activeOnEventTypeIds: [] });
    const off = await change(id, { activation: { isActiveOnAllEventTypes: false } });
    expect(off.body.data.activation.isActiveOnAllEventTypes).toBe(false);
    expect(off.body.data.warnings).toMatchObject([{ reason: "switched_off" }]);
  });

  test("refuses a step that isn't there", async () => {
    const { id } = await create();
    const { status, body } = await change(id, { steps: [{ ...text, id: 999_999 }] });
    expect([status, body.error.details.field]).toEqual([400, "steps.0.id"]);
  });
});

test("DELETE says only that it succeeded", async () => {
  const { id } = await create();
  const { status, body } = await door.delete(at(id), door.asHost);
  expect([status, body]).toEqual([200, { status: "success" }]);
  const again = await door.delete(at(id), door.asHost);
  expect([again.status, again.body.error.details.field]).toEqual([404, "workflowId"]);
});

test("anyone else finds nothing and changes nothing", async () => {
  const { id } = await create();
  const before = await countRows(door.database.db);
  const send = async (headers: Record<string, string>) => [
    (await door.get(at(id), headers)).status,
    (await door.patch(at(id), { name: "Mine" }, headers)).status,
    (await door.patch(at(id), { activation: { isActiveOnAllEventTypes: true } }, headers)).status,
    (await door.delete(at(id), headers)).status,
  ];
  expect(await send(stranger)).toEqual([404, 404, 404, 404]);
  expect(await send({})).toEqual([401, 401, 401, 401]);
  expect((await door.post("/v2/workflows", least)).status).toBe(401);
  expect((await door.get("/v2/workflows", stranger)).body.data).toEqual([]);
  expect(await countRows(door.database.db)).toEqual(before);
});
