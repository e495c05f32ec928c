import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seedOrganizer } from "@/db/testing/seed-organizer";
import { seedApiKey } from "@/server/services/testing/seed-api-key";
import { type BookableDoor, createBookableDoor } from "../testing/bookable-door";

let door: BookableDoor;
let asStranger: { authorization: string };

beforeAll(async () => {
  door = await createBookableDoor();
  const stranger = await seedOrganizer(door.database.db, { username: "sam" });
  const { key } = await seedApiKey(door.database.db, stranger);
  asStranger = { authorization: `Bearer ${key}` };
});
afterAll(() => door.close());

let port = 1;
const body = (more: object = {}) => {
  port += 1;
  return {
    subscriberUrl: `https://93.184.216.34:${port}/hook`,
    triggers: ["BOOKING_CREATED", "MEETING_ENDED"],
    active: true,
    ...more,
  };
};
const create = async (more: object = {}, path = "/v2/webhooks") => door.post(path, body(more), door.asHost);

describe("webhooks over the API", () => {
  test("are made, read, changed and deleted in the shape that callers know", async () => {
    const secret = "whsec_12345678";
    const made = await create({ secret, payloadTemplate: '{"t": "{{title}}"}', version: "2021-10-20" });
    expect(made.status).toBe(201);
    expect(made.body.data).toMatchObject({
      triggers: ["BOOKING_CREATED", "MEETING_ENDED"],
      active: true,
      payloadTemplate: '{"t": "{{title}}"}',
      secret,
      userId: door.organizer.id,
    });
    const { id } = made.body.data;
    const path = `/v2/webhooks/${id}`;
    const { secret: _, ...withoutSecret } = made.body.data;
    expect((await door.get(path, door.asHost)).body.data).toEqual(withoutSecret);
    const changed = await door.patch(path, { active: false }, door.asHost);
    expect([changed.status, changed.body.data]).toEqual([200, { ...withoutSecret, active: false }]);
    const listed = await door.get("/v2/webhooks?take=250", door.asHost);
    expect(listed.body.data).toContainEqual({ ...withoutSecret, active: false });
    const gone = await door.delete(path, door.asHost);
    expect([gone.status, gone.body.data.id]).toEqual([200, id]);
    expect((await door.get(path, door.asHost)).status).toBe(404);
  });

  test("of an event type have a place below it, and only there", async () => {
    const base = `/v2/event-types/${door.eventTypeId}/webhooks`;
    const made = await create({}, base);
    expect(made.body.data).toMatchObject({ eventTypeId: door.eventTypeId });
    const { id } = made.body.data;
    expect((await door.get(`${base}/${id}`, door.asHost)).body.data.id).toBe(id);
    expect((await door.get(`/v2/webhooks/${id}`, door.asHost)).status).toBe(404);
    expect((await door.get("/v2/webhooks", door.asHost)).body.data).not.toContainEqual(made.body.data);
    expect((await door.get(base, door.asHost)).body.data).toEqual([made.body.data]);
    const emptied = await door.delete(base, door.asHost);
    expect(emptied.body).toMatchObject({ status: "success", data: "1 webhooks deleted" });
    expect((await door.get(base, door.asHost)).body.data).toEqual([]);
  });

  test("are a stranger's to nobody", async () => {
    const { id } = (await create()).body.data;
    const path = `/v2/webhooks/${id}`;
    expect((await door.get(path, asStranger)).status).toBe(404);
    expect((await door.patch(path, { active: false }, asStranger)).status).toBe(404);
    expect((await door.delete(path, asStranger)).status).toBe(404);
    expect((await door.get("/v2/webhooks", asStranger)).body.data).toEqual([]);
    expect((await door.post(`/v2/event-types/${door.eventTypeId}/webhooks`, body(), asStranger)).status).toBe(
      404,
    );
    expect((await door.get("/v2/webhooks")).status).toBe(401);
  });

  test("have one address each", async () => {
    const again = body();
    await door.post("/v2/webhooks", again, door.asHost);
    const refused = await door.post("/v2/webhooks", again, door.asHost);
    expect([refused.status, refused.body.error.message]).toEqual([
      409,
      "Webhook with this subscriber url already exists for this user",
    ]);
  });

  test.each([
    ["metadata of the cloud", { subscriberUrl: "http://169.254.169.254/" }, "Webhook URL is not allowed: "],
    ["no address", { subscriberUrl: "example" }, "subscriberUrl"],
    ["a trigger that isn't served", { triggers: ["BOOKING_PAID"] }, "triggers.0 must be one of"],
    ["no trigger", { triggers: [] }, "triggers must name something"],
    ["another version", { version: "2025-01-01" }, "version must be 2021-10-20"],
    ["a template that isn't JSON", { payloadTemplate: '{"a": {{title}}' }, "payloadTemplate must be JSON"],
  ])("are refused with %s", async (_, more, message) => {
    const refused = await create(more);
    expect([refused.status, JSON.stringify(refused.body.error)]).toEqual([
      400,
      expect.stringContaining(message),
    ]);
  });
});
