import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { constraintsOf, refusalOf } from "@/db/testing/constraints-of";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedBooking } from "@/db/testing/seed-booking";
import { columnsOf, seedAttempt, seedMessage } from "@/db/testing/seed-message";
import { seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import type { MessageState } from "@/server/domain/workflows/message-state";
import { attempts, messages, receipts } from "./messages";

type MessageValues = Parameters<typeof seedMessage>[2];
type AttemptValues = Parameters<typeof seedAttempt>[2];

let database: TestDatabase;
let booking: Awaited<ReturnType<typeof seedBooking>>;
let otherBooking: typeof booking;

beforeAll(async () => {
  database = await createTestDatabase();
  const eventType = await seedEventType(database.db, await seedOrganizer(database.db));
  booking = await seedBooking(database.db, eventType);
  otherBooking = await seedBooking(database.db, eventType);
});
afterAll(() => database.close());

const at = new Date("2026-11-02T09:00:00Z");
const add = (values?: MessageValues) => seedMessage(database.db, booking, values);
const attempt = async (values?: AttemptValues) => seedAttempt(database.db, await add(), values);

const toMail = { kind: "email", afterMinutes: 10, to: "a@example.org", subject: "Hi", body: "Hi" } as const;
const followed = async (): Promise<MessageValues> => {
  const { id } = await add({ state: "failed" });
  return { source: `fallback:${id}`, parentMessageId: id, channel: "email", recipient: "ada@example.org" };
};

// What the design allows, written out: the domain's own table must not decide here.
const allowedMoves: Record<MessageState, string> = {
  planned: "armed cancelled superseded skipped",
  armed: "sending retrying cancelled superseded skipped",
  sending: "accepted retrying failed reconciling",
  retrying: "armed sending cancelled superseded skipped",
  reconciling: "accepted unconfirmed",
  accepted: "delivered undelivered unconfirmed",
  unconfirmed: "delivered undelivered",
  undelivered: "delivered",
  delivered: "",
  failed: "",
  cancelled: "",
  superseded: "",
  skipped: "",
};
const states = Object.keys(allowedMoves) as MessageState[];

describe("a message", () => {
  test.each(states)("that is %s moves only where the design lets it", async (from) => {
    const moved: string[] = [];
    for (const to of states.filter((state) => state !== from)) {
      const { id } = await add({ state: from });
      const refusal = await refusalOf(
        database.db.update(messages).set(columnsOf(to)).where(eq(messages.id, id)),
      );
      if (refusal === null) moved.push(to);
      else expect(refusal).toBe("messages_legal_transition");
    }
    expect(moved.sort()).toEqual(allowedMoves[from].split(" ").filter(Boolean).sort());
  });

  test("may be armed anew, and written without a change of its state", async () => {
    const { id } = await add({ state: "armed" });
    await database.db.update(messages).set({ state: "armed", generation: 2 }).where(eq(messages.id, id));
    const [row] = await database.db.select().from(messages).where(eq(messages.id, id));
    expect(row?.generation).toBe(2);
  });
});

const ended: MessageState[] = ["cancelled", "superseded", "skipped"];
const owed = { source: "step:7", recipient: "+4930901820", occurrence: "1" };

describe("of one booking, step, recipient and occurrence", () => {
  test.each(states.filter((state) => !ended.includes(state)))(
    "there is one message while it is %s",
    async (state) => {
      const source = `step:${state}`;
      await add({ ...owed, source, state });
      expect(await refusalOf(add({ ...owed, source }))).toBe("messages_once_per_recipient");
    },
  );

  test.each(ended)("there may be another once the first is %s", async (state) => {
    const source = `step:${state}`;
    await add({ ...owed, source, state });
    await add({ ...owed, source, state });
    expect(await refusalOf(add({ ...owed, source }))).toBeNull();
  });

  test("there may be another in the place of one that failed", async () => {
    const source = "step:retried";
    await add({ ...owed, source, state: "failed", retriedById: randomUUID() });
    await add({ ...owed, source });
    expect(await refusalOf(add({ ...owed, source }))).toBe("messages_once_per_recipient");
  });

  test("there is one message when two are written at once", async () => {
    const refusals = await Promise.all([1, 2, 3].map(() => refusalOf(add({ ...owed, source: "step:race" }))));
    expect(refusals.filter((refusal) => refusal === null)).toHaveLength(1);
  });

  test.each<[string, MessageValues]>([
    ["step", { source: "step:8" }],
    ["recipient", { recipient: "+4930901821" }],
    ["occurrence", { occurrence: "2" }],
  ])("there is one message, but another %s may have its own", async (_, other) => {
    await add({ ...owed, source: "step:7", ...other });
    expect(await refusalOf(seedMessage(database.db, otherBooking, { ...owed, ...other }))).toBeNull();
  });
});

const sameTest = { bookingId: null, source: "test:1" };
const refused: [constraint: string, what: string, statement: () => PromiseLike<unknown>][] = [
  ["messages_channel_known", "a channel that nobody serves", () => add({ channel: "fax" as never })],
  ["messages_recipient_role_known", "an unknown role", () => add({ recipientRole: "guest" as never })],
  ["messages_state_known", "an unknown state", () => add({ state: "lost" as never })],
  ["messages_reason_known", "an unknown reason", () => add({ state: "skipped", reason: "dunno" as never })],
  ["messages_stop_has_reason", "an end without a reason", () => add({ state: "cancelled", reason: null })],
  ["messages_stop_has_reason", "a reason without an end", () => add({ reason: "too_late" })],
  [
    "messages_sending_is_leased",
    "a send without a lease",
    () => add({ state: "sending", leaseExpiresAt: null }),
  ],
  [
    "messages_sending_is_leased",
    "a send without an attempt",
    () => add({ state: "sending", currentAttemptId: null }),
  ],
  [
    "messages_retry_has_a_time",
    "a retry without a time",
    () => add({ state: "retrying", nextAttemptAt: null }),
  ],
  ["messages_failed_has_code", "a failure without a code", () => add({ state: "failed", code: null })],
  ["messages_reachable_unless_skipped", "nobody to write to", () => add({ recipient: "" })],
  [
    "messages_move_reason_known",
    "a made-up reason for another time",
    () => add({ movedFromAt: at, movedReason: "whim" as "quiet_hours" }),
  ],
  ["messages_moved_from_a_time", "a move from nowhere", () => add({ movedReason: "quiet_hours" })],
  [
    "messages_retried_once_ended",
    "another in the place of one that is on its way",
    () => add({ state: "armed", retriedById: randomUUID() }),
  ],
  ...(["planned", "armed", "sending", "retrying", "reconciling"] as const).map(
    (state) =>
      [
        "messages_open_have_a_next_look",
        `${state} without a next look`,
        () => add({ state, nextLookAt: null }),
      ] as [string, string, () => PromiseLike<unknown>],
  ),
  ...(["delivered", "failed", "cancelled", "superseded", "skipped"] as const).map(
    (state) =>
      [
        "messages_ended_have_no_next_look",
        `${state} with a next look`,
        () => add({ state, nextLookAt: at }),
      ] as [string, string, () => PromiseLike<unknown>],
  ),
  ["messages_fallback_has_a_parent", "a fallback of nothing", () => add({ source: "fallback:1" })],
  [
    "messages_fallback_of_texts_once",
    "a mail that is followed",
    () => add({ channel: "email", fallback: toMail }),
  ],
  [
    "messages_fallback_of_texts_once",
    "a fallback that is followed",
    async () => add({ ...(await followed()), fallback: toMail }),
  ],
  [
    "messages_fallback_is_awaited",
    "a time to follow one that hasn't gone out",
    () => add({ state: "planned", fallback: toMail, fallbackAt: at }),
  ],
  ["messages_fallback_has_a_parent", "another provider for no reason", () => add({ provider: "http" })],
  [
    "messages_one_fallback",
    "two fallbacks of one text",
    async () => {
      const follower = await followed();
      await add(follower);
      await add({ ...follower, recipient: "another@example.org", state: "skipped" });
    },
  ],
  [
    "messages_once_per_recipient",
    "the same message twice",
    async () => {
      const same = { source: "step:9", occurrence: "" };
      return [await add(same), await add(same)];
    },
  ],
  [
    "messages_by_provider_id",
    "one text of the provider's as two messages",
    async () => [
      await add({ state: "accepted", providerMessageId: "SM1" }),
      await add({ state: "accepted", providerMessageId: "SM1" }),
    ],
  ],
  [
    "messages_generation_grows",
    "a generation that goes back",
    async () => {
      const { id } = await add({ state: "armed", generation: 3 });
      await database.db.update(messages).set({ generation: 2 }).where(eq(messages.id, id));
    },
  ],
  [
    "messages_legal_transition",
    "a second life",
    async () => {
      const { id } = await add({ state: "skipped" });
      await database.db.update(messages).set(columnsOf("planned")).where(eq(messages.id, id));
    },
  ],
  [
    "attempts_state_known",
    "an attempt in an unknown state",
    () => attempt({ state: "lost" as never, endedAt: at }),
  ],
  [
    "attempts_refusal_has_class_and_code",
    "a refusal without a class",
    () => attempt({ state: "refused", code: "1", endedAt: at }),
  ],
  [
    "attempts_refusal_has_class_and_code",
    "a refusal without a code",
    () => attempt({ state: "refused", refusal: "permanent", endedAt: at }),
  ],
  ["attempts_ended_unless_started", "an end without a time", () => attempt({ state: "unknown" })],
  ["attempts_ended_unless_started", "a time without an end", () => attempt({ endedAt: at })],
  [
    "attempts_number_per_message",
    "two first attempts",
    async () => {
      const message = await add();
      await seedAttempt(database.db, message);
      await seedAttempt(database.db, message);
    },
  ],
  [
    "attempts_by_provider_id",
    "one text of the provider's as two attempts",
    async () => [await attempt({ providerMessageId: "SM1" }), await attempt({ providerMessageId: "SM1" })],
  ],
  [
    "attempts_legal_transition",
    "a refusal taken back",
    async () => {
      const { id } = await attempt({ state: "refused", refusal: "permanent", code: "21211", endedAt: at });
      await database.db.update(attempts).set({ state: "accepted" }).where(eq(attempts.id, id));
    },
  ],
  ["messages_once_per_test", "the same test twice", () => Promise.all([add(sameTest), add(sameTest)])],
  ["messages_tests_have_no_booking", "a test that a booking owes", () => add({ source: "test:2" })],
  ["messages_tests_have_no_booking", "a message that nobody owes", () => add({ bookingId: null })],
  ["messages_tests_have_no_booking", "two bookings at once", () => add({ testBookingId: otherBooking.id })],
  [
    "receipts_once",
    "the same receipt twice",
    async () => {
      const { id: attemptId } = await attempt();
      await database.db.insert(receipts).values({ attemptId, status: "sent", receivedAt: at });
      await database.db.insert(receipts).values({ attemptId, status: "sent", receivedAt: at });
    },
  ],
];

describe("the ledger refuses", () => {
  test.each(refused)("by %s: %s", async (constraint, _, statement) => {
    expect(await refusalOf(statement())).toBe(constraint);
  });

  test("nothing by a constraint that isn't tried here", async () => {
    const tried = [...new Set(refused.map(([constraint]) => constraint))].sort();
    expect(await constraintsOf(database, "messages", "attempts", "receipts")).toEqual(tried);
  });
});
