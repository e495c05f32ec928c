import { and, asc, eq, inArray, isNotNull, ne, sql } from "drizzle-orm";
import type { Queryable, Transaction } from "@/db/client";
import { bookings, occupancies, seats } from "@/db/schema/bookings";
import { eventTypes } from "@/db/schema/event-types";
import { messages } from "@/db/schema/messages";
import { users } from "@/db/schema/users";
import { type EventTypeReference, isOffered } from "./event-type-queries";

const hostLockSpace = 1;
const recipientLockSpace = 2;
const optOutLockSpace = 3;

/**
 * Locks a host against other writes to their time and rules until the transaction ends. It must be the
 * transaction's first statement: what is read before it may have changed.
 */
export async function lockHost(tx: Transaction, hostId: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${hostLockSpace}, ${hostId})`);
}

/**
 * Locks the host of an event type as `lockHost` does, and returns the event type's id, or null when there is
 * none. Rules must be read after this statement.
 */
export async function lockHostOfEventType(
  tx: Transaction,
  reference: EventTypeReference,
): Promise<number | null> {
  const found = tx
    .select({ id: eventTypes.id, ownerId: eventTypes.ownerId })
    .from(eventTypes)
    .innerJoin(users, eq(users.id, eventTypes.ownerId))
    .where(isOffered(tx, reference))
    .as("found");
  const [row] = await tx.select({ id: found.id, locked: lockOn(found.ownerId) }).from(found);
  return row?.id ?? null;
}

/**
 * Locks the host of a booking as `lockHost` does, then the booking itself; returns the booking's id, or null when
 * there is none.
 */
export async function lockBooking(tx: Transaction, uid: string): Promise<number | null> {
  const found = tx
    .select({ id: bookings.id, ownerId: bookings.ownerId })
    .from(bookings)
    .where(eq(bookings.uid, uid))
    .as("found");
  const [row] = await tx.select({ id: found.id, locked: lockOn(found.ownerId) }).from(found);
  if (!row) return null;
  await lockBookingRows(tx, [row.id]);
  return row.id;
}

/** Locks bookings whose host is locked already, so that nothing changes them until the transaction ends. */
export async function lockBookingRows(tx: Transaction, ids: readonly number[]): Promise<void> {
  await tx
    .select({ id: bookings.id })
    .from(bookings)
    .where(inArray(bookings.id, [...ids]))
    .orderBy(asc(bookings.id))
    .for("update");
}

/** Keeps a booking as it is until the transaction ends: waits for a change of it that is under way, and lets none begin. */
export async function shareBooking(tx: Transaction, id: number): Promise<void> {
  await tx.select({ id: bookings.id }).from(bookings).where(eq(bookings.id, id)).for("share");
}

/** Locks the host whose time a hold keeps, as `lockHost` does, and returns their id; null when there is no such hold. */
export async function lockHostOfHold(tx: Transaction, holdUid: string): Promise<number | null> {
  const found = hostsOfHold(tx, holdUid).as("found");
  const [row] = await tx.select({ hostId: found.hostId, locked: lockOn(found.hostId) }).from(found);
  return row?.hostId ?? null;
}

function hostsOfHold(db: Queryable, holdUid: string) {
  const ofTime = db
    .select({ hostId: occupancies.hostId })
    .from(occupancies)
    .where(eq(occupancies.holdUid, holdUid));
  const ofSeat = db
    .select({ hostId: occupancies.hostId })
    .from(seats)
    .innerJoin(occupancies, eq(occupancies.id, seats.sessionId))
    .where(eq(seats.uid, holdUid));
  return ofTime.unionAll(ofSeat);
}

function lockOn(hostId: unknown) {
  return sql`pg_advisory_xact_lock(${hostLockSpace}, ${hostId})::text`;
}

/** Locks a number or address, so that whoever else asks for a code for it waits until the transaction ends. */
export async function lockRecipient(
  tx: Transaction,
  { kind, value }: { kind: string; value: string },
): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${recipientLockSpace}, hashtext(${`${kind}:${value}`}))`);
}

/** Locks the opt-out of a number from an owner, so that no claim for it is under way until the transaction ends. */
export async function lockOptOut(
  tx: Transaction,
  { ownerId, phoneNumber }: { ownerId: number; phoneNumber: string },
): Promise<void> {
  const key = sql`hashtext(${`${ownerId}:${phoneNumber}`})`;
  await tx.execute(sql`select pg_advisory_xact_lock(${optOutLockSpace}, ${key})`);
}

/**
 * Lets a claim of a message see the opt-outs that have committed, and keeps others from committing until it has. It
 * must come before the claim locks the message, since an opt-out locks in the same order.
 */
export async function shareOptOut(tx: Transaction, messageId: string): Promise<void> {
  const key = sql`hashtext(${messages.ownerId} || ':' || ${messages.recipient})`;
  await tx
    .select({ locked: sql`pg_advisory_xact_lock_shared(${optOutLockSpace}, ${key})::text` })
    .from(messages)
    .where(and(eq(messages.id, messageId), ne(messages.channel, "email")));
}

/**
 * Keeps the booking of a message that was tried before as it is until the transaction ends: what is going out when
 * a booking changes isn't among what the change stops, and may come back to be tried again. It must come before the
 * message is locked, since changes lock in that order.
 */
export async function shareBookingOfRetry(tx: Transaction, messageId: string): Promise<void> {
  const tried = tx
    .select({ bookingId: messages.bookingId })
    .from(messages)
    .where(and(eq(messages.id, messageId), isNotNull(messages.currentAttemptId)));
  await tx.select({ id: bookings.id }).from(bookings).where(inArray(bookings.id, tried)).for("share");
}
