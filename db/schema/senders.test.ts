import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { constraintsOf, refusalOf } from "@/db/testing/constraints-of";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SenderState, senderStates } from "@/server/domain/senders/sender-state";
import { senders } from "./senders";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const at = new Date("2026-11-02T09:00:00Z");
const columns: Record<SenderState, Partial<typeof senders.$inferInsert>> = {
  working: { code: null, stoppedAt: null, nextCheckAt: null, resumesBy: null },
  stopped: { code: "20003", stoppedAt: at, nextCheckAt: at, resumesBy: "check" },
  probing: { code: "21606", stoppedAt: at, nextCheckAt: null, resumesBy: "message" },
};

async function add(state: SenderState, values: Partial<typeof senders.$inferInsert> = {}): Promise<string> {
  const id = `twilio:${randomUUID()}`;
  await database.db.insert(senders).values({
    ...{ id, channel: "sms", provider: "twilio", state, updatedAt: at },
    ...columns[state],
    ...values,
  });
  return id;
}

// What the design allows, written out: the domain's own table must not decide here.
const allowedMoves: Record<SenderState, SenderState[]> = {
  working: ["stopped"],
  stopped: ["probing", "working"],
  probing: ["stopped", "working"],
};

test.each(senderStates)("a sender that is %s moves only where the design lets it", async (from) => {
  const moved: SenderState[] = [];
  for (const state of senderStates.filter((other) => other !== from)) {
    const id = await add(from);
    const refusal = await refusalOf(
      database.db
        .update(senders)
        .set({ state, ...columns[state] })
        .where(eq(senders.id, id)),
    );
    if (refusal === null) moved.push(state);
    else expect(refusal).toBe("senders_legal_transition");
  }
  expect(moved.sort()).toEqual(allowedMoves[from]);
});

const refused: [constraint: string, what: string, statement: () => PromiseLike<unknown>][] = [
  [
    "senders_channel_known",
    "a channel that nobody serves",
    () => add("working", { channel: "fax" as never }),
  ],
  ["senders_state_known", "an unknown state", () => add("stopped", { state: "asleep" as never })],
  ["senders_proof_known", "an unknown proof", () => add("stopped", { resumesBy: "luck" as never })],
  ["senders_stop_has_code", "a stop without a code", () => add("stopped", { code: null })],
  ["senders_stop_has_time", "a stop without a time", () => add("stopped", { stoppedAt: null })],
  ["senders_stop_has_proof", "a stop that nothing ends", () => add("stopped", { resumesBy: null })],
  ["senders_stopped_are_checked", "a stop that nobody looks at", () => add("stopped", { nextCheckAt: null })],
  ["senders_stopped_are_checked", "a check of what works", () => add("working", { nextCheckAt: at })],
  [
    "senders_probe_while_probing",
    "a probe of a stopped sender",
    () => add("stopped", { probeMessageId: randomUUID(), probeExpiresAt: at }),
  ],
  ["senders_probe_ends", "a probe without end", () => add("probing", { probeMessageId: randomUUID() })],
  ["senders_recovered_work", "a recovery of a stopped sender", () => add("stopped", { recoveredAt: at })],
  ["senders_failures_count_up", "less than no failures", () => add("working", { failureCount: -1 })],
  [
    "senders_legal_transition",
    "a probation of what works",
    async () => {
      const id = await add("working");
      await database.db
        .update(senders)
        .set({ state: "probing", ...columns.probing })
        .where(eq(senders.id, id));
    },
  ],
];

describe("the database refuses", () => {
  test.each(refused)("by %s: %s", async (constraint, _, statement) => {
    expect(await refusalOf(statement())).toBe(constraint);
  });

  test("by each constraint of the table, all tried here", async () => {
    const tried = [...new Set(refused.map(([constraint]) => constraint))].sort();
    expect(await constraintsOf(database, "senders")).toEqual(tried);
  });
});
