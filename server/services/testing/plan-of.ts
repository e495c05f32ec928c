import { asc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { bookings } from "@/db/schema/bookings";
import { messages } from "@/db/schema/messages";
import { auditEntries, outbox } from "@/db/schema/outbox";

/** What the messages of a booking are and how they stand: "Workflow or notice, to whom: state (reason)", sorted. */
export async function planOf(db: Database, uid: string): Promise<string[]> {
  const rows = await db
    .select({ message: messages })
    .from(messages)
    .innerJoin(bookings, eq(bookings.id, messages.bookingId))
    .where(eq(bookings.uid, uid));
  return rows
    .map(({ message }) => {
      const { workflowName, recipientRole, state, reason } = message;
      return `${workflowName}, ${recipientRole}: ${state}${reason ? ` (${reason})` : ""}`;
    })
    .sort();
}

/** The events in the outbox, oldest first, by name and booking. */
export async function eventsOf(db: Database): Promise<string[]> {
  const rows = await db.select().from(outbox).orderBy(asc(outbox.createdAt), asc(outbox.name));
  const uids = new Map((await db.select().from(bookings)).map(({ id, uid }) => [id, uid]));
  return rows.map(({ name, data }) => `${name} ${uids.get(Number(data.bookingId)) ?? ""}`);
}

/** What the audit says was done, oldest first: action and kind of actor. */
export async function auditOf(db: Database): Promise<string[]> {
  const rows = await db.select().from(auditEntries).orderBy(asc(auditEntries.id));
  return rows.map(({ action, actorKind }) => `${action} by ${actorKind}`);
}
