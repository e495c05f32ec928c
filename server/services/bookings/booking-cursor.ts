import { z } from "zod";
import type { BookingPlace, BookingSort } from "@/db/queries/booking-search-queries";
import { ServiceError } from "@/server/platform/service-error";

// What Postgres writes a timestamptz as, in whatever zone its session is.
const instantTextSchema = z.string().refine((text) => {
  const iso = text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00");
  return iso !== text && z.iso.datetime({ offset: true }).safeParse(iso).success;
});
const contentSchema = z.tuple([z.string(), z.array(instantTextSchema).min(1).max(4), z.int().min(1)]);

/** The text that leads on from a place in a list of bookings; it holds times and an id, and nothing of people. */
export function cursorOf({ values, id }: BookingPlace, sorts: readonly BookingSort[]): string {
  const content: z.input<typeof contentSchema> = [orderOf(sorts), values, id];
  return Buffer.from(JSON.stringify(content)).toString("base64url");
}

/**
 * The place that a cursor leads on from.
 * @throws ServiceError BAD_REQUEST for a cursor of another order, or one that isn't of these lists.
 */
export function placeOf(cursor: string, sorts: readonly BookingSort[]): BookingPlace {
  const { data } = contentSchema.safeParse(parse(cursor));
  const isOfOrder = data?.[0] === orderOf(sorts) && data[1].length === Math.max(1, sorts.length);
  if (data && isOfOrder) return { values: data[1], id: data[2] };
  const message = "cursor must be the nextCursor of a page in the same order.";
  throw new ServiceError("BAD_REQUEST", message, { field: "cursor", reason: "cursor_not_valid" });
}

function orderOf(sorts: readonly BookingSort[]): string {
  return sorts.map(({ by, direction }) => `${by} ${direction}`).join(",");
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    return null;
  }
}
