import { expect, test } from "vitest";
import { emptyDraft } from "./booking-draft";
import { draftErrors, missingInDraft } from "./booking-form-errors";

test("a draft lacks a name and an address, and a number only where one is needed", () => {
  expect(Object.keys(missingInDraft(emptyDraft, { phone: false }))).toEqual(["name", "email"]);
  expect(Object.keys(missingInDraft(emptyDraft, { phone: true }))).toEqual(["name", "email", "phoneNumber"]);
  const complete = { ...emptyDraft, name: "Grace", email: "grace@example.com", phoneNumber: "+12025550143" };
  expect(missingInDraft(complete, { phone: true })).toEqual({});
});

test("what the server refuses is said at the field, with the reader's country code as the example", () => {
  const refused = [{ field: "attendee.phoneNumber", reason: "phone_no_country_code", message: "…" }];
  expect(draftErrors(refused, "+44")).toEqual({
    phoneNumber: "Put the country code in front, such as +44.",
  });
});

test("what belongs to no field stays out", () => {
  expect(draftErrors([{ field: null, reason: "server_failed", message: "…" }], null)).toEqual({});
  expect(draftErrors([{ field: "start", reason: "slot_taken", message: "…" }], null)).toEqual({});
});
