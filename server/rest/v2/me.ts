import { z } from "zod";
import { localeSchema, organizerNameSchema } from "@/server/domain/accounts/organizer-details";
import { emailSchema, timeZoneSchema } from "@/server/domain/bookings/create-booking-input";
import type { AppCaller } from "@/server/routers/app-router";
import { apiVersions } from "../api-version";
import { defineRoute } from "../define-route";
import { RestError } from "../rest-error";
import type { ErrorWords } from "../rest-error-of";
import { bookingWords } from "./booking-words";
import { maxId } from "./query-integer";
import { notServed } from "./refuse-unserved";

const words: ErrorWords = {
  fields: { scheduleId: "defaultScheduleId" },
  messages: bookingWords.messages,
};

const weekStart = "Monday";
const weekdayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
const unservedSchema = z.unknown().optional().meta(notServed);

/** The body of PATCH /v2/me; what is left out stays as it is. */
export const updateMeBodySchema = z.object({
  name: organizerNameSchema.nullish(),
  email: emailSchema
    .nullish()
    .meta({ description: "Another address is not taken over before it is verified; it stays as it was." }),
  timeZone: timeZoneSchema.nullish(),
  locale: localeSchema.nullish(),
  defaultScheduleId: z.int().min(1).max(maxId).nullish(),
  timeFormat: z
    .literal([12, 24], "must be 12 or 24")
    .nullish()
    .meta({ description: "Follows the locale: another than it has is refused." }),
  weekStart: z
    .enum(weekdayNames, `must be one of ${weekdayNames.join(", ")}`)
    .nullish()
    .meta({ description: "Weeks start on Monday: another day is refused." }),
  bio: unservedSchema,
  avatarUrl: unservedSchema,
  metadata: unservedSchema,
});

export const meDataSchema = z
  .object({
    id: z.int(),
    email: z.string(),
    username: z.string(),
    name: z.string(),
    avatarUrl: z.null(),
    bio: z.null(),
    timeFormat: z.literal([12, 24]),
    defaultScheduleId: z.int().nullable(),
    weekStart: z.literal(weekStart),
    timeZone: z.string(),
    locale: z.string(),
    organizationId: z.null().meta({ description: "There are no organizations." }),
  })
  .meta({ id: "Me", description: "Whose key it is." });

const ofMe = { tag: "Me", access: "key", versions: apiVersions, words } as const;

export const meRoutes = [
  defineRoute({
    ...ofMe,
    method: "GET",
    pattern: "/me",
    summary: "Read whose key it is",
    answer: meDataSchema,
    handle: async ({ caller }) => ({ data: meData(await caller.account.get()) }),
  }),
  defineRoute({
    ...ofMe,
    method: "PATCH",
    pattern: "/me",
    summary: "Change how you are named and read times",
    body: updateMeBodySchema,
    answer: meDataSchema,
    example: { body: { timeZone: "Europe/Paris" } },
    handle: async ({ caller, body }) => {
      const { name, timeZone, locale, defaultScheduleId } = body;
      refuseWhatFollows(body, locale ?? (await caller.account.get()).locale);
      const changed = await caller.account.changeProfile({
        name: name ?? undefined,
        timeZone: timeZone ?? undefined,
        locale: locale ?? undefined,
        defaultScheduleId: defaultScheduleId ?? undefined,
      });
      return { data: meData(changed) };
    },
  }),
];

type Account = Awaited<ReturnType<AppCaller["account"]["get"]>>;

function meData(account: Account): z.output<typeof meDataSchema> {
  const { id, email, username, name, defaultScheduleId, timeZone, locale } = account;
  return {
    ...{ id, email, username, name, avatarUrl: null, bio: null },
    timeFormat: hoursOfClock(locale),
    ...{ defaultScheduleId, weekStart, timeZone, locale, organizationId: null },
  };
}

/** Refuses to set what follows from something else, or what isn't kept, to what it isn't. */
function refuseWhatFollows(body: z.output<typeof updateMeBodySchema>, locale: string): void {
  const hours = hoursOfClock(locale);
  const refused = (field: string, message: string) =>
    new RestError(400, `${field} ${message}`, { field, reason: "option_not_served" });
  if (body.timeFormat && body.timeFormat !== hours) {
    throw refused("timeFormat", `follows the locale, which is ${locale}: change the locale instead.`);
  }
  if (body.weekStart && body.weekStart !== weekStart) {
    throw refused("weekStart", "can't be chosen: weeks start on Monday.");
  }
  for (const field of ["bio", "avatarUrl", "metadata"] as const) {
    const value = body[field];
    if (value !== undefined && value !== null && value !== "") {
      throw refused(field, "is not kept here; leave it out.");
    }
  }
}

function hoursOfClock(locale: string): 12 | 24 {
  return Intl.DateTimeFormat(locale, { hour: "numeric" }).resolvedOptions().hour12 ? 12 : 24;
}
