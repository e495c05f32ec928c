import { asc, eq } from "drizzle-orm";
import { attempts, messages, receipts } from "@/db/schema/messages";
import { outbox } from "@/db/schema/outbox";
import { clearDatabase } from "@/db/testing/clear-database";
import type { TestDatabase } from "@/db/testing/create-test-database";
import { seedBooking } from "@/db/testing/seed-booking";
import { seedMessage } from "@/db/testing/seed-message";
import { seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { armBookingMessages } from "../messages/arm-messages";
import { claimMessage } from "../messages/claim-message";
import { sendMessage } from "../messages/send-message";
import { createTestContext, type TestContext } from "./create-test-context";
import { type ScriptedProviders, scriptedProviders } from "./scripted-providers";

type MessageValues = Parameters<typeof seedMessage>[2];
type Claimable = { messageId: string; generation: number };

/** The messages of one booking on Tuesday at 9:00 UTC, seen on Monday at 8:00 UTC, and whoever is to send them. */
export type MessageLedger = {
  ctx: TestContext;
  providers: ScriptedProviders;
  booking: Awaited<ReturnType<typeof seedBooking>>;
  /** A message in any state; by default a text that is planned and due now. */
  add(values?: MessageValues): Promise<typeof messages.$inferSelect>;
  /** A message that is armed, and due now unless told otherwise. */
  armed(values?: MessageValues): Promise<Claimable>;
  /** A message that a claim has taken and nobody has answered for. */
  claimed(values?: MessageValues): Promise<Claimable & { attemptId: string }>;
  /** A message that has been handed over, to be answered as the provider is scripted. */
  sent(values?: MessageValues): Promise<Claimable & { attemptId: string }>;
  message(id: string): Promise<typeof messages.$inferSelect>;
  attemptsOf(messageId: string): Promise<(typeof attempts.$inferSelect)[]>;
  receiptsOf(attemptId: string): Promise<{ status: string; code: string }[]>;
  /** The events in the outbox, in the order in which they were committed. */
  events(): Promise<{ name: string; data: Record<string, unknown> }[]>;
  secondsFromNow(seconds: number): Date;
};

/** A ledger on an emptied database. */
export async function createMessageLedger(database: TestDatabase): Promise<MessageLedger> {
  const { db } = database;
  await clearDatabase(db);
  const providers = scriptedProviders();
  const ctx = createTestContext(database, { providers, actor: { kind: "system" } });
  const eventType = await seedEventType(db, await seedOrganizer(db));
  const booking = await seedBooking(db, eventType);
  const add = (values?: MessageValues) => seedMessage(db, booking, values);
  const message = async (id: string) => {
    const [row] = await db.select().from(messages).where(eq(messages.id, id));
    if (!row) throw new Error(`There is no message ${id}.`);
    return row;
  };
  const armed = async (values?: MessageValues) => {
    const { id } = await add(values);
    await armBookingMessages(ctx, booking.id);
    return { messageId: id, generation: (await message(id)).generation };
  };
  const taking = async (take: (claimable: Claimable) => Promise<unknown>, values?: MessageValues) => {
    const claimable = await armed(values);
    await take(claimable);
    return { ...claimable, attemptId: (await message(claimable.messageId)).currentAttemptId ?? "" };
  };
  return {
    ctx,
    providers,
    booking,
    add,
    armed,
    claimed: (values) => taking((claimable) => claimMessage(ctx, claimable), values),
    sent: (values) => taking((claimable) => sendMessage(ctx, claimable), values),
    message,
    attemptsOf: (id) =>
      db.select().from(attempts).where(eq(attempts.messageId, id)).orderBy(asc(attempts.number)),
    receiptsOf: (id) =>
      db
        .select({ status: receipts.status, code: receipts.code })
        .from(receipts)
        .where(eq(receipts.attemptId, id))
        .orderBy(asc(receipts.id)),
    events: () =>
      db.select({ name: outbox.name, data: outbox.data }).from(outbox).orderBy(asc(outbox.createdAt)),
    secondsFromNow: (seconds) => new Date(ctx.clock.now().getTime() + seconds * 1000),
  };
}
