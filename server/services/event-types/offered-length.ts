import type { eventTypes } from "@/db/schema/event-types";
import { ServiceError } from "@/server/platform/service-error";

type Lengths = Pick<typeof eventTypes.$inferSelect, "lengthMinutes" | "lengthOptionsMinutes">;

/** The lengths that can be chosen, ascending; one where there is no choice. */
export function lengthChoices({ lengthMinutes, lengthOptionsMinutes }: Lengths): number[] {
  return lengthOptionsMinutes.length === 0 ? [lengthMinutes] : lengthOptionsMinutes.toSorted((a, b) => a - b);
}

/**
 * The length that a caller wants, or the usual one.
 * @throws ServiceError BAD_REQUEST that names the lengths there are, with the caller's name of the field.
 */
export function requireOfferedLength(eventType: Lengths, wanted: number | undefined, field: string): number {
  const choices = lengthChoices(eventType);
  if (wanted === undefined) return eventType.lengthMinutes;
  if (choices.includes(wanted)) return wanted;
  const what =
    choices.length === 1
      ? `takes ${choices[0]} minutes; leave the length out or pass that.`
      : `takes ${choices.slice(0, -1).join(", ")} or ${choices.at(-1)} minutes; pass one of these lengths.`;
  throw new ServiceError("BAD_REQUEST", `This event type ${what}`, {
    field,
    reason: "length_not_offered",
  });
}
