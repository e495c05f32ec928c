import { and, eq, exists, ilike, or, type SQL } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Queryable } from "@/db/client";
import { attendees } from "@/db/schema/bookings";

/** Whether an attendee of the booking has what is searched for in their name, address or number. */
export function attendeeMatches(db: Queryable, bookingId: AnyPgColumn, search: string): SQL {
  const pattern = patternOf(search);
  const digits = digitsOf(search);
  return exists(
    db
      .select({ id: attendees.id })
      .from(attendees)
      .where(
        and(
          eq(attendees.bookingId, bookingId),
          or(
            ilike(attendees.name, pattern),
            ilike(attendees.email, pattern),
            digits === null ? undefined : ilike(attendees.phoneNumber, `%${digits}%`),
          ),
        ),
      ),
  );
}

/** Whether a number or an address has what is searched for in it. */
export function recipientMatches(recipient: AnyPgColumn, search: string): SQL | undefined {
  const digits = digitsOf(search);
  return or(
    ilike(recipient, patternOf(search)),
    digits === null ? undefined : ilike(recipient, `%${digits}%`),
  );
}

function patternOf(search: string): string {
  return `%${search.replace(/[\\%_]/g, "\\$&")}%`;
}

/** "0171 234" is how people write what is stored as +49171234; null for what is no part of a number. */
function digitsOf(search: string): string | null {
  const digits = search.replace(/\D/g, "").replace(/^0+/, "");
  return digits.length >= 3 && /^[\d\s+()./-]+$/.test(search) ? digits : null;
}
