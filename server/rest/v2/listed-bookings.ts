import { z } from "zod";
import { emailSchema } from "@/server/domain/bookings/create-booking-input";
import type { AppCaller } from "@/server/routers/app-router";
import type { ErrorWords } from "../rest-error-of";
import { bookingWords } from "./booking-words";
import { instantSpellingSchema } from "./instant-spelling";
import { queryIdSchema, queryInteger } from "./query-integer";

type SearchCall = Parameters<AppCaller["booking"]["search"]>[0];
type Found = Awaited<ReturnType<AppCaller["booking"]["search"]>>;

const statuses = ["upcoming", "recurring", "past", "cancelled", "unconfirmed"] as const;
const statusMessage = `Invalid status. Allowed are ${statuses.join(", ")}`;
/** The name of a state in which bookings can be listed. */
export const statusSchema = z.enum(statuses, { error: statusMessage });

/** Several values of one parameter, with commas between them. */
export const listOf = <Item extends z.ZodType<unknown, string>>(item: Item) =>
  z
    .string()
    .transform((text) => text.split(",").map((part) => part.trim()))
    .pipe(z.array(item).min(1).max(500));

const directionSchema = z.enum(["asc", "desc"]);

// A plus sign that wasn't encoded arrives as a space.
const instantSchema = z
  .string()
  .transform((text) => text.trim().replace(/ (?=\d{2}:\d{2}$)/, "+"))
  .transform((text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text))
  .pipe(instantSpellingSchema);

/** The query of GET /v2/bookings. */
export const listBookingsQuerySchema = z.object({
  status: listOf(statusSchema).optional(),
  attendeeEmail: z
    .string()
    .transform((text) => text.trim().replaceAll(" ", "+"))
    .pipe(emailSchema)
    .optional(),
  attendeeName: z.string().trim().max(100, "must be at most 100 characters").optional(),
  bookingUid: z.string().max(100).optional(),
  eventTypeIds: listOf(queryIdSchema).optional(),
  eventTypeId: queryIdSchema.optional(),
  teamsIds: z.string().optional(),
  teamId: z.string().optional(),
  afterStart: instantSchema.optional(),
  beforeEnd: instantSchema.optional(),
  afterCreatedAt: instantSchema.optional(),
  beforeCreatedAt: instantSchema.optional(),
  afterUpdatedAt: instantSchema.optional(),
  beforeUpdatedAt: instantSchema.optional(),
  sortStart: directionSchema.optional(),
  sortEnd: directionSchema.optional(),
  sortCreated: directionSchema.optional(),
  sortUpdatedAt: directionSchema.optional(),
  take: queryInteger(1, 250).default(100),
  skip: queryInteger(0, 1_000_000).default(0),
  cursor: z
    .string()
    .max(500)
    .optional()
    .meta({ description: "The `nextCursor` of the page before, for long lists; in the same order." }),
});

/** How the list says what the procedure says. */
export const listWords: ErrorWords = { messages: bookingWords.messages, fields: { uid: "bookingUid" } };

type ListQuery = z.output<typeof listBookingsQuerySchema>;

/** What a query of GET /v2/bookings asks of the procedure. */
export function searchBookingsCall(query: ListQuery): SearchCall {
  const { eventTypeId, eventTypeIds = [] } = query;
  const ids = eventTypeId === undefined ? eventTypeIds : [...eventTypeIds, eventTypeId];
  return {
    statuses: query.status,
    attendeeEmail: query.attendeeEmail,
    attendeeName: query.attendeeName,
    uid: query.bookingUid,
    eventTypeIds: ids.length > 0 ? ids : undefined,
    startsFrom: query.afterStart,
    endsUntil: query.beforeEnd,
    createdFrom: query.afterCreatedAt,
    createdUntil: query.beforeCreatedAt,
    updatedFrom: query.afterUpdatedAt,
    updatedUntil: query.beforeUpdatedAt,
    sorts: sortsOf(query),
    skip: query.skip,
    take: query.take,
    cursor: query.cursor,
  };
}

function sortsOf({ sortStart, sortEnd, sortCreated, sortUpdatedAt }: ListQuery): SearchCall["sorts"] {
  const wanted = { start: sortStart, end: sortEnd, created: sortCreated, updatedAt: sortUpdatedAt } as const;
  const keys = ["start", "end", "created", "updatedAt"] as const;
  return keys.flatMap((by) => {
    const direction = wanted[by];
    return direction === undefined ? [] : [{ by, direction }];
  });
}

export const paginationSchema = z.object({
  returnedItems: z.int(),
  totalItems: z.int(),
  itemsPerPage: z.int(),
  remainingItems: z.int(),
  currentPage: z.int(),
  totalPages: z.int(),
  hasNextPage: z.boolean(),
  hasPreviousPage: z.boolean(),
  nextCursor: z.string().optional().meta({ description: "Leads on, whatever is booked meanwhile." }),
});

/** Which page of how many an answer is. */
export function paginationOf(
  { total, skipped, bookings, nextCursor }: Found,
  { take }: { take: number },
): z.output<typeof paginationSchema> {
  const shown = skipped + bookings.length;
  return {
    returnedItems: bookings.length,
    totalItems: total,
    itemsPerPage: take,
    remainingItems: Math.max(0, total - shown),
    currentPage: Math.floor(skipped / take) + 1,
    totalPages: Math.ceil(total / take),
    hasNextPage: shown < total,
    hasPreviousPage: skipped > 0,
    nextCursor: nextCursor ?? undefined,
  };
}
