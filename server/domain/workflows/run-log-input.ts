import { z } from "zod";
import { dateSchema } from "@/server/domain/scheduling/availability-schemas";
import { messageOutcomes } from "./message-groups";
import { messageChannels } from "./message-state";

/** Which messages of a workflow a log shows. */
const filterShape = {
  id: z.int(),
  outcome: z.enum(messageOutcomes).default("so_far"),
  channel: z.enum(messageChannels).optional(),
  /** The first and the last day on which they are due, by the organizer's calendar. */
  fromOn: dateSchema.optional(),
  untilOn: dateSchema.optional(),
  /** Part of the recipient, or of the name, address or number of an attendee; or the uid of a booking. */
  search: z.string().trim().max(100, "must be at most 100 characters").default(""),
};

const endsAfterStart = {
  check: ({ fromOn, untilOn }: { fromOn?: string; untilOn?: string }) =>
    fromOn === undefined || untilOn === undefined || fromOn <= untilOn,
  refusal: { path: ["untilOn"], error: "must not be before the first day" },
};

const placeSchema = z.tuple([z.iso.datetime(), z.uuid()]);
const cursorSchema = z
  .string()
  .refine(
    (cursor) => placeSchema.safeParse(cursor.split("_")).success,
    "must be the cursor of an earlier answer",
  );

export const listRunsInputSchema = z
  .object({
    ...filterShape,
    /** Goes on after the page whose `nextCursor` it is. */
    cursor: cursorSchema.nullish(),
    take: z.int().min(1).max(100).default(25),
  })
  .refine(endsAfterStart.check, endsAfterStart.refusal);

export const exportRunsInputSchema = z
  .object(filterShape)
  .refine(endsAfterStart.check, endsAfterStart.refusal);

export type RunFilter = z.output<typeof exportRunsInputSchema>;
export type ListRunsInput = z.output<typeof listRunsInputSchema>;
