import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { lockHost } from "@/db/queries/host-locks";
import { schedules } from "@/db/schema/event-types";
import { scheduleChangesSchema } from "@/server/domain/scheduling/schedule-settings";
import { ServiceError } from "@/server/platform/service-error";
import { inTransaction } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import { rowIdSchema } from "@/server/services/row-id-schema";
import type { ServiceContext } from "@/server/services/service-context";
import { writeOwnerAudit } from "@/server/services/write-owner-audit";
import { type ScheduleView, scheduleNotFound, scheduleView } from "./schedule-view";
import { yieldDefault } from "./yield-default";

export const updateScheduleInputSchema = scheduleChangesSchema.extend({ id: rowIdSchema });

/**
 * Changes a schedule of the organizer's; bookings that were made stay. Once it is answered, no booking goes by what
 * it said before.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer, NOT_FOUND for a schedule that is not
 * theirs, BAD_REQUEST to leave the organizer without a default.
 */
export async function updateSchedule(
  ctx: ServiceContext,
  { id, ...changes }: z.output<typeof updateScheduleInputSchema>,
): Promise<ScheduleView> {
  const ownerId = requireUserId(ctx.actor);
  return inTransaction(ctx, async ({ tx }) => {
    await lockHost(tx, ownerId);
    const isOwn = and(eq(schedules.id, id), eq(schedules.ownerId, ownerId));
    const [before] = await tx.select().from(schedules).where(isOwn);
    if (!before) throw scheduleNotFound(id);
    if (before.isDefault && changes.isDefault === false) throw defaultNeeded();
    if (!before.isDefault && changes.isDefault === true) await yieldDefault(tx, ownerId);
    const [row] = await tx
      .update(schedules)
      .set({ ...changes, updatedAt: ctx.clock.now() })
      .where(isOwn)
      .returning();
    if (!row) throw new Error(`Schedule ${id} vanished under its owner's lock.`);
    await writeOwnerAudit(ctx, tx, { ownerId, action: "schedule.updated", id });
    return scheduleView(row);
  });
}

function defaultNeeded(): ServiceError {
  return new ServiceError("BAD_REQUEST", "One schedule must be the default: make another one it instead.", {
    field: "isDefault",
    reason: "default_needed",
  });
}
