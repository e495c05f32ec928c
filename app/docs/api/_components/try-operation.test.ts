import { expect, test, vi } from "vitest";
import { addressOf, tryOperation } from "./try-operation";

const fields = [
  { name: "uid", place: "path" as const },
  { name: "take", place: "query" as const },
  { name: "status", place: "query" as const },
];

test("what is filled in makes the address; what is left empty stays out", () => {
  const path = "/v2/bookings/{uid}";
  expect(addressOf({ path, fields, values: { uid: "a/b", take: "5", status: "" } })).toBe(
    "/v2/bookings/a%2Fb?take=5",
  );
  expect(addressOf({ path, fields, values: { uid: "x" } })).toBe("/v2/bookings/x");
});

test("the key and the body are sent, and the answer is laid out", async () => {
  const send = vi.fn<typeof fetch>(async () => Response.json({ a: 1 }, { status: 201 }));
  const request = { method: "POST", path: "/v2/bookings", fields: [], values: {}, body: "{}" };
  expect(await tryOperation(request, "cal_x", send)).toMatchObject({ status: 201, text: '{\n  "a": 1\n}' });
  expect(send).toHaveBeenCalledWith(
    "/v2/bookings",
    expect.objectContaining({
      method: "POST",
      body: "{}",
      headers: { authorization: "Bearer cal_x", "content-type": "application/json" },
    }),
  );
});

test("a server that can't be reached is said so", async () => {
  const request = { method: "GET", path: "/v2/me", fields: [], values: {}, body: null };
  const answer = await tryOperation(request, "", () => Promise.reject(new Error("offline")));
  expect(answer).toMatchObject({ status: 0, text: expect.stringContaining("could not be reached") });
});
