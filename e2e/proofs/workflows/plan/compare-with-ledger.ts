import { asc } from "drizzle-orm";
import { bookings } from "@/db/schema/bookings";
import { messages } from "@/db/schema/messages";
import type { World } from "@/inngest/testing/create-world";
import type { ExpectedBooking, ExpectedMessage } from "./booking-oracle";
import type { CallReceiver } from "./call-receiver";
import type { ExpectedLedger } from "./expected-ledger";

type Received = { to: string; body?: string; subject?: string; status?: string };

export type Comparison = { figures: Record<string, number>; failures: string[] };

const endOf: Record<ExpectedMessage["channel"], string> = {
  ...{ sms: "delivered", whatsapp: "delivered" },
  ...{ email: "accepted", webhook: "accepted" },
};
const taken: readonly ExpectedMessage["state"][] = ["sent", "undelivered", "unconfirmed"];

/** Holds what was written and what the phones and mailboxes received against the ledgers. */
export async function compareWithLedgers(
  world: World,
  ledgers: readonly ExpectedLedger[],
  calls: CallReceiver,
): Promise<Comparison> {
  const expected = ledgers.flatMap(({ bookings: each }) => each);
  const failures: string[] = [];
  const found = await foundMessages(world);
  for (const booking of expected) failures.push(...compareBooking(booking, found.get(booking.uid) ?? []));
  const all = expected.flatMap(({ messages: each }) => each);
  const reached = all.filter(({ state }) => taken.includes(state));
  const reachedBy = (...channels: ExpectedMessage["channel"][]) =>
    reached.filter(({ channel }) => channels.includes(channel));
  failures.push(
    ...calls.failures,
    ...compareWire("text", reachedBy("sms", "whatsapp"), await received(world, "/sms/messages")),
    ...compareWire("mail", reachedBy("email"), await received(world, "/mail/messages")),
    ...compareWire("call", reachedBy("webhook"), calls.taken),
  );
  const byEnd: Record<string, number> = {};
  for (const { state, reason, channel, source } of all) {
    const kind = source.startsWith("fallback") ? "fallback" : channel;
    const name = reason === null ? `${kind} ${state}` : `${state}(${reason})`;
    byEnd[name] = (byEnd[name] ?? 0) + 1;
  }
  const rows = [...found.values()].flat().length;
  if (rows !== all.length) failures.push(`${rows} messages instead of ${all.length}`);
  return { figures: { bookings: expected.length, messages: all.length, ...byEnd }, failures };
}

function compareBooking(booking: ExpectedBooking, found: readonly string[]): string[] {
  const wanted = booking.messages.map(lineOf).sort();
  const missing = without(wanted, found);
  const surplus = without(found, wanted);
  if (missing.length + surplus.length === 0) return [];
  return [
    `booking ${booking.uid} of ${booking.person.name}: expected ${missing.join(" | ")}; found ${surplus.join(" | ")}`,
  ];
}

function lineOf({ source, recipient, occurrence, channel, dueMs, state, reason }: ExpectedMessage): string {
  const end = state === "sent" ? endOf[channel] : state;
  return lineFrom({ source, recipient, occurrence, state: end, reason, dueAt: new Date(dueMs) });
}

function lineFrom(
  message: Pick<typeof messages.$inferSelect, "source" | "recipient" | "occurrence" | "dueAt"> & {
    state: string;
    reason: string | null;
  },
): string {
  const { source, recipient, occurrence, dueAt, state, reason } = message;
  const due = state === "skipped" ? "" : ` due ${dueAt.toISOString()}`;
  return `${source} to ${recipient} ${occurrence}${due}: ${state} ${reason ?? ""}`;
}

async function foundMessages({ database }: World): Promise<Map<string, string[]>> {
  const uids = new Map(
    (await database.db.select({ id: bookings.id, uid: bookings.uid }).from(bookings)).map(({ id, uid }) => [
      id,
      uid,
    ]),
  );
  const lines = new Map<string, string[]>();
  const rows = await database.db.select().from(messages).orderBy(asc(messages.createdAt));
  const sources = new Map(rows.map(({ id, source }) => [id, source]));
  for (const message of rows) {
    const uid = uids.get(message.bookingId ?? 0) ?? "";
    const parent = sources.get(message.parentMessageId ?? "");
    const line = lineFrom(parent === undefined ? message : { ...message, source: `fallback of ${parent}` });
    const known = lines.get(uid);
    if (known) known.push(line);
    else lines.set(uid, [line]);
  }
  return lines;
}

function compareWire(what: string, sent: readonly ExpectedMessage[], arrived: readonly Received[]): string[] {
  const wanted = sent.map(({ recipient, shown }) => `${recipient}: ${shown}`);
  const seen = arrived.map(({ to, body, subject }) => `${to}: ${what === "mail" ? subject : body}`);
  return [
    ...without(wanted, seen).map((each) => `${what} that never came: ${each}`),
    ...without(seen, wanted).map((each) => `${what} that nobody owed: ${each}`),
  ];
}

async function received({ sandbox }: World, path: string): Promise<Received[]> {
  return (await (await fetch(`${sandbox.url}${path}`)).json()) as Received[];
}

/** What is left of a list when each entry of another has taken an equal one away. */
function without(list: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(other, (left.get(other) ?? 0) + 1);
  return list.filter((entry) => {
    const count = left.get(entry) ?? 0;
    left.set(entry, count - 1);
    return count <= 0;
  });
}
