import { z } from "zod";
import { emailSchema, timeZoneSchema } from "@/server/domain/bookings/create-booking-input";
import { maxPasswordCharacters, minPasswordCharacters } from "./password-rules";
import { isReservedUsername } from "./reserved-usernames";

export const passwordSchema = z
  .string()
  .min(minPasswordCharacters, `must have at least ${minPasswordCharacters} characters`)
  .max(maxPasswordCharacters, `must have at most ${maxPasswordCharacters} characters`);

export const organizerNameSchema = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(100, "must be at most 100 characters")
  .regex(/^[^\p{Cc}]*$/u, "must be one line");

/** The name in an organizer's public links, in lower case. */
export const usernameSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(40, "must be at most 40 characters")
  .regex(
    /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/,
    "must be letters a to z, digits and hyphens, and neither start nor end with a hyphen",
  )
  .refine((username) => !isReservedUsername(username), "is a name that Punctual uses itself");

/** The language and customs in which an organizer reads dates and times, such as en-GB. */
export const localeSchema = z
  .string()
  .max(35)
  .refine(isKnownLocale, { message: "is not a known language tag, such as en or pt-BR" });

/** What makes a new organizer. */
export const organizerDetailsSchema = z.object({
  name: organizerNameSchema,
  email: emailSchema,
  username: usernameSchema,
  password: passwordSchema,
  timeZone: timeZoneSchema,
});

export type OrganizerDetails = z.output<typeof organizerDetailsSchema>;

function isKnownLocale(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length === 1;
  } catch {
    return false;
  }
}
