import { z } from "zod";
import { startingWeeklyHours } from "@/server/domain/accounts/starting-data";
import { timeZoneSchema } from "@/server/domain/bookings/create-booking-input";
import type { Weekday } from "@/server/domain/scheduling/local-date";
import type { AppCaller } from "@/server/routers/app-router";
import { defineRoute, nothingSchema } from "../define-route";
import { pathNumber } from "../path-id";
import type { ErrorWords } from "../rest-error-of";
import { bookingWords } from "./booking-words";
import { onceAnswered } from "./once-answered";
import {
  availabilitiesSchema,
  availabilityData,
  availabilitySchema,
  overrideSchema,
  overridesData,
  overridesOf,
  overridesSchema,
  weeklyHoursOf,
} from "./schedule-hours";

const words: ErrorWords = {
  fields: { id: "scheduleId", weeklyHours: "availability", idempotencyKey: "Idempotency-Key" },
  messages: bookingWords.messages,
};

const nameSchema = z.string().trim().min(1, "must not be empty").max(100, "must be at most 100 characters");

/** The body of POST /v2/schedules. */
export const createScheduleBodySchema = z.object({
  name: nameSchema,
  timeZone: timeZoneSchema,
  isDefault: z.boolean(),
  availability: availabilitiesSchema.nullish().meta({
    description: "Monday to Friday from 09:00 to 17:00 where it is left out; a list without any is closed.",
  }),
  overrides: overridesSchema.nullish(),
});

/** The body of PATCH /v2/schedules/:scheduleId; what is left out stays as it is. */
export const updateScheduleBodySchema = createScheduleBodySchema.partial();

export const scheduleDataSchema = z
  .object({
    id: z.int(),
    ownerId: z.int(),
    name: z.string(),
    timeZone: z.string(),
    availability: z.array(availabilitySchema),
    isDefault: z.boolean(),
    overrides: z.array(overrideSchema),
  })
  .meta({ id: "Schedule", description: "The hours in which someone can be booked, in its own zone." });

const scheduleIdSchema = z.object({
  scheduleId: pathNumber({
    reason: "schedule_not_found",
    message: (id) => `Schedule with ID=${id} does not exist.`,
  }),
});
const ofSchedules = { tag: "Schedules", access: "key", versions: ["2024-06-11"], words } as const;
const ofOne = { ...ofSchedules, params: scheduleIdSchema, example: { params: { scheduleId: "1" } } };

export const scheduleRoutes = [
  defineRoute({
    ...ofSchedules,
    method: "POST",
    pattern: "/schedules",
    summary: "Make a schedule",
    status: 201,
    body: createScheduleBodySchema,
    answer: scheduleDataSchema,
    example: {
      body: {
        name: "Mornings",
        timeZone: "Europe/London",
        isDefault: false,
        availability: [{ days: ["Monday", "Tuesday"], startTime: "09:00", endTime: "12:00" }],
      },
    },
    handle: async ({ caller, body, idempotencyKey }) => {
      const { name, timeZone, isDefault } = body;
      const once = await caller.schedule.create({
        ...{ name, timeZone, isDefault, idempotencyKey },
        weeklyHours: body.availability ? weeklyHoursOf(body.availability) : usualHours(),
        overrides: overridesOf(body.overrides ?? []),
      });
      return onceAnswered(scheduleData(once.answer), once);
    },
  }),
  defineRoute({
    ...ofSchedules,
    method: "GET",
    pattern: "/schedules",
    summary: "List your schedules",
    answer: z.array(scheduleDataSchema),
    handle: async ({ caller }) => ({ data: (await caller.schedule.list()).map(scheduleData) }),
  }),
  defineRoute({
    ...ofSchedules,
    method: "GET",
    pattern: "/schedules/default",
    summary: "Read your default schedule",
    answer: scheduleDataSchema.nullable(),
    handle: async ({ caller }) => {
      const found = (await caller.schedule.list()).find(({ isDefault }) => isDefault);
      return { data: found ? scheduleData(found) : null };
    },
  }),
  defineRoute({
    ...ofOne,
    method: "GET",
    pattern: "/schedules/:scheduleId",
    summary: "Read a schedule",
    answer: scheduleDataSchema,
    handle: async ({ caller, params }) => ({
      data: scheduleData(await caller.schedule.get({ id: params.scheduleId })),
    }),
  }),
  defineRoute({
    ...ofOne,
    method: "PATCH",
    pattern: "/schedules/:scheduleId",
    summary: "Change a schedule",
    description: "What is left out stays; lists are replaced whole. Bookings that were made stay.",
    body: updateScheduleBodySchema,
    answer: scheduleDataSchema,
    example: { ...ofOne.example, body: { timeZone: "Europe/Paris" } },
    handle: async ({ caller, params, body }) => {
      const { availability, overrides, ...plain } = body;
      const changed = await caller.schedule.update({
        id: params.scheduleId,
        ...plain,
        ...(availability && { weeklyHours: weeklyHoursOf(availability) }),
        ...(overrides && { overrides: overridesOf(overrides) }),
      });
      return { data: scheduleData(changed) };
    },
  }),
  defineRoute({
    ...ofOne,
    method: "DELETE",
    pattern: "/schedules/:scheduleId",
    summary: "Delete a schedule",
    // Callers know a 400 for a schedule that they can't delete since it isn't there.
    words: { ...words, statuses: { schedule_not_found: 400 } },
    description: "Event types that went by it go by the default one, which itself can't be deleted.",
    answer: nothingSchema,
    handle: async ({ caller, params }) => {
      await caller.schedule.delete({ id: params.scheduleId });
      return {};
    },
  }),
];

type Schedule = Awaited<ReturnType<AppCaller["schedule"]["get"]>>;

function scheduleData(schedule: Schedule): z.output<typeof scheduleDataSchema> {
  const { id, ownerId, name, timeZone, isDefault, weeklyHours, overrides } = schedule;
  return {
    ...{ id, ownerId, name, timeZone },
    availability: availabilityData(weeklyHours),
    isDefault,
    overrides: overridesData(overrides),
  };
}

function usualHours(): Schedule["weeklyHours"] {
  return startingWeeklyHours.map((block) => ({ ...block, weekday: block.weekday as Weekday }));
}
