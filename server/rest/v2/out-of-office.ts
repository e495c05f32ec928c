import { z } from "zod";
import { absenceReasons } from "@/server/domain/scheduling/absence-reason";
import type { AppCaller } from "@/server/routers/app-router";
import { apiVersions } from "../api-version";
import { defineRoute } from "../define-route";
import { pathNumber } from "../path-id";
import { RestError } from "../rest-error";
import type { ErrorWords } from "../rest-error-of";
import { bookingWords } from "./booking-words";
import { instantSpellingSchema } from "./instant-spelling";
import { onceAnswered } from "./once-answered";
import { queryInteger } from "./query-integer";
import { notServed } from "./refuse-unserved";

const missing = "Ooo entry not found.";
const words: ErrorWords = {
  fields: { id: "oooId", startOn: "start", endOn: "end", note: "notes", idempotencyKey: "Idempotency-Key" },
  messages: {
    ...bookingWords.messages,
    absence_exists: "Ooo entry already exists.",
    absence_not_found: missing,
  },
};

const wholeDates =
  "Whole dates are taken: the one that it lies on in UTC, by the calendar of your schedules.";

/** The body of POST /v2/me/ooo. */
export const createOutOfOfficeBodySchema = z.object({
  start: instantSpellingSchema.meta({ description: wholeDates }),
  end: instantSpellingSchema.meta({ description: `The last date. ${wholeDates}` }),
  notes: z.string().trim().max(200, "must be at most 200 characters").nullish(),
  reason: z.enum(absenceReasons, `must be one of ${absenceReasons.join(", ")}`).nullish(),
  toUserId: z.unknown().optional().meta(notServed),
});

/** The body of PATCH /v2/me/ooo/:oooId; what is left out stays as it is. */
export const updateOutOfOfficeBodySchema = createOutOfOfficeBodySchema.partial();

type Body = z.output<typeof updateOutOfOfficeBodySchema>;

const directionSchema = z.enum(["asc", "desc"]);

/** The query of GET /v2/me/ooo. */
export const listOutOfOfficeQuerySchema = z.object({
  take: queryInteger(1, 250).optional(),
  skip: queryInteger(0, 1_000_000).optional(),
  sortStart: directionSchema.optional(),
  sortEnd: directionSchema.optional(),
});

export const outOfOfficeDataSchema = z
  .object({
    id: z.int(),
    uuid: z.uuid(),
    userId: z.int(),
    start: z.iso.datetime(),
    end: z.iso.datetime(),
    notes: z.string().optional(),
    reason: z.enum(absenceReasons),
  })
  .meta({ id: "OutOfOffice", description: "Dates on which someone can't be booked." });

const ofOutOfOffice = { tag: "Me", access: "key", versions: apiVersions, words } as const;
const ofOne = {
  ...ofOutOfOffice,
  params: z.object({ oooId: pathNumber({ reason: "absence_not_found", message: () => missing }) }),
  example: { params: { oooId: "1" } },
};
const taken = { 409: "There is an entry of the same dates." };

export const outOfOfficeRoutes = [
  defineRoute({
    ...ofOutOfOffice,
    method: "POST",
    pattern: "/me/ooo",
    summary: "Be out of office",
    description: "Bookings that were made stay.",
    status: 201,
    errors: taken,
    body: createOutOfOfficeBodySchema,
    answer: outOfOfficeDataSchema,
    example: {
      body: { start: "2026-12-24T00:00:00.000Z", end: "2026-12-31T23:59:59.999Z", reason: "vacation" },
    },
    handle: async ({ caller, body, idempotencyKey }) => {
      requireUsable(body);
      const once = await caller.outOfOffice.create({
        startOn: dateOf(body.start),
        endOn: dateOf(body.end),
        note: body.notes ?? undefined,
        reason: body.reason ?? undefined,
        idempotencyKey,
      });
      return onceAnswered(outOfOfficeData(once.answer), once);
    },
  }),
  defineRoute({
    ...ofOutOfOffice,
    method: "GET",
    pattern: "/me/ooo",
    summary: "List when you are out of office",
    description: "The earliest first, past ones included.",
    query: listOutOfOfficeQuerySchema,
    answer: z.array(outOfOfficeDataSchema),
    example: { query: { sortStart: "desc", take: "10" } },
    handle: async ({ caller, query }) => {
      const { skip = 0, take = 250 } = query;
      const all = (await caller.outOfOffice.list()).map(outOfOfficeData).toSorted(byDates(query));
      return { data: all.slice(skip, skip + take) };
    },
  }),
  defineRoute({
    ...ofOne,
    method: "PATCH",
    pattern: "/me/ooo/:oooId",
    summary: "Change when you are out of office",
    errors: taken,
    body: updateOutOfOfficeBodySchema,
    answer: outOfOfficeDataSchema,
    example: { ...ofOne.example, body: { reason: "sick" } },
    handle: async ({ caller, params, body }) => {
      requireUsable(body);
      const changed = await caller.outOfOffice.update({
        id: params.oooId,
        startOn: body.start === undefined ? undefined : dateOf(body.start),
        endOn: body.end === undefined ? undefined : dateOf(body.end),
        note: body.notes ?? undefined,
        reason: body.reason ?? undefined,
      });
      return { data: outOfOfficeData(changed) };
    },
  }),
  defineRoute({
    ...ofOne,
    method: "DELETE",
    pattern: "/me/ooo/:oooId",
    summary: "Be back in office",
    description: "Answers with what was deleted.",
    answer: outOfOfficeDataSchema,
    handle: async ({ caller, params }) => ({
      data: outOfOfficeData(await caller.outOfOffice.delete({ id: params.oooId })),
    }),
  }),
];

type Absence = Awaited<ReturnType<AppCaller["outOfOffice"]["list"]>>[number];
type OutOfOfficeData = z.output<typeof outOfOfficeDataSchema>;

function outOfOfficeData({ id, uuid, ownerId, startOn, endOn, note, reason }: Absence): OutOfOfficeData {
  return {
    ...{ id, uuid, userId: ownerId },
    start: `${startOn}T00:00:00.000Z`,
    end: `${endOn}T23:59:59.999Z`,
    notes: note || undefined,
    reason,
  };
}

function byDates({ sortStart, sortEnd }: z.output<typeof listOutOfOfficeQuerySchema>) {
  return (a: OutOfOfficeData, b: OutOfOfficeData) =>
    inDirection(sortStart, a.start, b.start) || inDirection(sortEnd, a.end, b.end);
}

function inDirection(direction: "asc" | "desc" | undefined, a: string, b: string): number {
  if (direction === undefined) return 0;
  return direction === "asc" ? a.localeCompare(b) : b.localeCompare(a);
}

function requireUsable({ start, end, toUserId }: Body): void {
  if (toUserId !== undefined && toUserId !== null) {
    const message = "toUserId is only for teams, of which there are none; leave it out.";
    throw new RestError(400, message, { field: "toUserId", reason: "option_not_served" });
  }
  if ((start === undefined) !== (end === undefined)) {
    const field = start === undefined ? "start" : "end";
    const message = "Please specify both ooo start and end time.";
    throw new RestError(400, message, { field, reason: "input_not_valid" });
  }
  if (start !== undefined && end !== undefined && dateOf(start) > dateOf(end)) {
    const message = "Start date must be before end date.";
    throw new RestError(400, message, { field: "end", reason: "dates_out_of_order" });
  }
}

function dateOf(instant: string): string {
  return new Date(instant).toISOString().slice(0, 10);
}
