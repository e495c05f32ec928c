import { randomBytes, randomUUID } from "node:crypto";
import type postgres from "postgres";
import { createBookingInputSchema } from "@/server/domain/bookings/create-booking-input";
import { ManualClock } from "@/server/platform/clock";
import { createBooking } from "@/server/services/bookings/create-booking";
import { createTestContext } from "@/server/services/testing/create-test-context";
import { recordStatements, type Statement } from "./record-statements";
import type { BenchHost } from "./seed-bench-hosts";

/** The statements that the product ran for one booking of a host, and what in them belongs to that booking. */
export type RecordedBooking = { statements: Statement[]; uid: string; bookingId: number; startMs: number };

const windowMs = 5 * 86_400_000;
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const instantPattern = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** Books once with the product's own verb and keeps every statement of its transaction. */
export async function recordBooking(
  databaseUrl: string,
  host: BenchHost,
  startsAt: Date,
): Promise<RecordedBooking> {
  const { result, statements } = await recordStatements(databaseUrl, async (db) => {
    const ctx = createTestContext({ db }, { clock: new ManualClock(new Date()) });
    const input = createBookingInputSchema.parse({
      eventType: { id: host.eventTypeId },
      startsAt: startsAt.toISOString(),
      attendee: {
        name: "Ada Lovelace",
        email: "ada@example.com",
        timeZone: "Europe/London",
        phoneNumber: "+14155552671",
      },
    });
    const { answer } = await createBooking(ctx, input);
    return answer;
  });
  return { statements, uid: result.uid, bookingId: result.id, startMs: startsAt.getTime() };
}

/** Runs the recorded statements, and nothing else, in one transaction for another time of the same host. */
export async function replayBooking(
  sql: postgres.Sql,
  recorded: RecordedBooking,
  startsAt: Date,
): Promise<void> {
  const replacement = replacementsFor(recorded, startsAt);
  await sql.begin(async (tx) => {
    let bookingId = recorded.bookingId;
    for (const { text, values } of recorded.statements) {
      const replaced = values.map((value) =>
        Number(value) === recorded.bookingId && bookingId !== recorded.bookingId
          ? bookingId
          : replacement(value),
      );
      const rows = await tx.unsafe(text, replaced as never[], { prepare: true });
      if (/^\s*insert into "bookings"/i.test(text)) bookingId = Number(rows[0]?.id);
    }
  });
}

function replacementsFor({ uid, startMs }: RecordedBooking, startsAt: Date): (value: unknown) => unknown {
  const newUid = randomBytes(16).toString("base64url");
  const uuids = new Map<string, string>();
  return (value) => {
    if (typeof value !== "string") return value;
    if (value.includes(uid)) return value.replaceAll(uid, newUid);
    if (uuidPattern.test(value)) {
      const fresh = uuids.get(value) ?? randomUUID();
      uuids.set(value, fresh);
      return fresh;
    }
    if (!instantPattern.test(value) || Math.abs(Date.parse(value) - startMs) > windowMs) return value;
    return new Date(Date.parse(value) - startMs + startsAt.getTime()).toISOString();
  };
}
