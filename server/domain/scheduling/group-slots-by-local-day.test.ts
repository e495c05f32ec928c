import { expect, test } from "vitest";
import { groupSlotsByLocalDay } from "./group-slots-by-local-day";
import { instantMs } from "./testing/build-query";

const at = (...instants: string[]) => instants.map((text) => ({ startMs: instantMs(text) }));

test("slots are under the date that the visitor's calendar shows", () => {
  const slots = at("2026-06-15T21:59:59.999Z", "2026-06-15T22:00Z", "2026-06-16T10:00Z");
  expect(groupSlotsByLocalDay(slots, "Europe/Berlin")).toEqual(
    new Map([
      ["2026-06-15", slots.slice(0, 1)],
      ["2026-06-16", slots.slice(1)],
    ]),
  );
  expect([...groupSlotsByLocalDay(slots, "UTC").keys()]).toEqual(["2026-06-15", "2026-06-16"]);
  expect([...groupSlotsByLocalDay(slots, "Pacific/Kiritimati").keys()]).toEqual(["2026-06-16", "2026-06-17"]);
});

test("days without slots have no entry, and no slots no days", () => {
  expect([...groupSlotsByLocalDay(at("2026-06-15T10:00Z", "2026-06-20T10:00Z"), "UTC").keys()]).toEqual([
    "2026-06-15",
    "2026-06-20",
  ]);
  expect(groupSlotsByLocalDay([], "UTC").size).toBe(0);
});

test("slots in any order keep it within their day", () => {
  const slots = at("2026-06-16T10:00Z", "2026-06-15T12:00Z", "2026-06-16T08:00Z");
  expect([...groupSlotsByLocalDay(slots, "UTC")]).toEqual([
    ["2026-06-16", [slots[0], slots[2]]],
    ["2026-06-15", [slots[1]]],
  ]);
});
