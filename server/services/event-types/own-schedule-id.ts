import { and, desc, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { schedules } from "@/db/schema/event-types";
import { foreignSchedule } from "./event-type-refusals";

/**
 * The id of the schedule that an owner wants, or of their default one.
 * @throws ServiceError NOT_FOUND for a schedule that is not theirs.
 */
export async function ownScheduleId(
  tx: Transaction,
  ownerId: number,
  wantedId: number | undefined,
): Promise<number> {
  const [schedule] = await tx
    .select({ id: schedules.id })
    .from(schedules)
    .where(
      and(eq(schedules.ownerId, ownerId), wantedId === undefined ? undefined : eq(schedules.id, wantedId)),
    )
    .orderBy(desc(schedules.isDefault), schedules.id)
    .limit(1);
  if (schedule) return schedule.id;
  if (wantedId !== undefined) throw foreignSchedule(ownerId, wantedId);
  throw new Error(`Organizer ${ownerId} has no schedule.`);
}
