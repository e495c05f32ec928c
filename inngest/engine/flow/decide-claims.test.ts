import { expect, test } from "vitest";
import type { FunctionDefinition } from "../protocol/function-definition";
import { type Candidate, type ClaimState, decideClaims } from "./decide-claims";

const now = new Date("2027-03-01T12:00:00Z");
const at = (milliseconds: number) => new Date(now.getTime() + milliseconds);

const definition: FunctionDefinition = {
  slug: "app-f",
  name: "F",
  eventTriggers: [],
  schedules: [],
  maxAttempts: 5,
  throttle: { limit: 10, periodMilliseconds: 10_000, burst: 1, keyPath: null },
  concurrency: [{ limit: 2, keyPath: ["key"] }],
};

function candidate(runId: string, change: Partial<Candidate> = {}): Candidate {
  return { runId, functionId: "f", started: false, throttleKey: null, concurrencyKeys: [], ...change };
}

function decide(candidates: Candidate[], state: Partial<ClaimState> = {}) {
  return decideClaims(candidates, {
    now,
    capacity: 10,
    inUse: new Map(),
    opensAt: new Map(),
    definitionOf: () => definition,
    ...state,
  });
}

test("a full gate parks the run at it, and counts those that pass", () => {
  const runs = ["1", "2", "3"].map((id) => candidate(id, { concurrencyKeys: ["k"] }));
  expect(decide(runs, { inUse: new Map([["k", 1]]) })).toMatchObject({
    claimed: ["1"],
    parked: [
      { runId: "2", gateKey: "k" },
      { runId: "3", gateKey: "k" },
    ],
    gates: [{ key: "k", concurrencyLimit: 2 }],
  });
});

test("candidates past the capacity are left alone", () => {
  expect(decide([candidate("1"), candidate("2"), candidate("3")], { capacity: 2 })).toEqual({
    claimed: ["1", "2"],
    parked: [],
    gates: [],
  });
});

test("a run that waits for a place doesn't use up the throttle", () => {
  const blocked = candidate("1", { concurrencyKeys: ["k"], throttleKey: "t" });
  const free = candidate("2", { throttleKey: "t" });
  expect(decide([blocked, free], { inUse: new Map([["k", 2]]) }).claimed).toEqual(["2"]);
});

test("a start closes the throttle for the spacing of the period", () => {
  const runs = [candidate("1", { throttleKey: "t" }), candidate("2", { throttleKey: "t" })];
  expect(decide(runs)).toMatchObject({
    claimed: ["1"],
    parked: [{ runId: "2" }],
    gates: [{ opensAt: at(1000) }],
  });
});

test("a start that comes a little late doesn't put the next ones off", () => {
  const opensAt = new Map([["t", at(-60)]]);
  expect(decide([candidate("1", { throttleKey: "t" })], { opensAt }).gates).toMatchObject([
    { opensAt: at(940) },
  ]);
});

test("a start after a long pause begins a new rhythm", () => {
  const opensAt = new Map([["t", at(-5000)]]);
  expect(decide([candidate("1", { throttleKey: "t" })], { opensAt }).gates).toMatchObject([
    { opensAt: at(1000) },
  ]);
});

test("a run that has started passes the throttle, and a limit that was taken away holds nobody", () => {
  const started = candidate("1", { started: true, throttleKey: "t", concurrencyKeys: ["k"] });
  const state = { inUse: new Map([["k", 9]]), opensAt: new Map([["t", at(5000)]]) };
  const definitionOf = () => ({ ...definition, concurrency: [] });
  expect(decide([started], { ...state, definitionOf }).claimed).toEqual(["1"]);
});
