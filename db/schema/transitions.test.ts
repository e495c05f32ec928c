import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { bookingTransitions } from "@/server/domain/bookings/booking-status";
import { senderTransitions } from "@/server/domain/senders/sender-state";
import { deliveryTransitions } from "@/server/domain/webhooks/delivery-state";
import { attemptTransitions, messageTransitions } from "@/server/domain/workflows/message-state";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** The transitions that a table's trigger lets through, as its arguments spell them. */
async function allowedBy(trigger: string): Promise<string[]> {
  const [row] = await database.sql<{ definition: string }[]>`
    select pg_get_triggerdef(oid) as definition from pg_trigger where tgname = ${trigger}`;
  return [...(row?.definition.matchAll(/\b(\w+>\w+)\b/g) ?? [])].map(([, pair]) => pair ?? "").sort();
}

function spelled(transitions: Record<string, readonly string[]>): string[] {
  return Object.entries(transitions)
    .flatMap(([from, targets]) => targets.filter((to) => to !== from).map((to) => `${from}>${to}`))
    .sort();
}

describe("the database allows exactly the transitions of the domain", () => {
  test("of messages", async () => {
    expect(await allowedBy("messages_legal_transition")).toEqual(spelled(messageTransitions));
  });

  test("of senders", async () => {
    expect(await allowedBy("senders_legal_transition")).toEqual(spelled(senderTransitions));
  });

  test("of attempts", async () => {
    expect(await allowedBy("attempts_legal_transition")).toEqual(spelled(attemptTransitions));
  });

  test("of deliveries to webhooks", async () => {
    expect(await allowedBy("webhook_deliveries_legal_transition")).toEqual(spelled(deliveryTransitions));
  });

  test("of bookings", async () => {
    expect(await allowedBy("bookings_legal_transition")).toEqual(spelled(bookingTransitions));
  });
});
