import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { lockHost } from "@/db/queries/host-locks";
import { eventTypes, schedules } from "@/db/schema/event-types";
import { ServiceError } from "@/server/platform/service-error";
import { inTransaction } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { writeOwnerAudit } from "@/server/services/write-owner-audit";
import type { getScheduleInputSchema } from "./get-schedule";
import { scheduleNotFound } from "./schedule-view";

/**
 * Removes a schedule of the organizer's; the event types that went by it go by the default one from now on, and the
 * answer says how many.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer, NOT_FOUND for a schedule that is not
 * theirs, BAD_REQUEST for the default one.
 */
export async function deleteSchedule(
  ctx: ServiceContext,
  { id }: z.output<typeof getScheduleInputSchema>,
): Promise<{ id: number; eventTypesMoved: number }> {
  const ownerId = requireUserId(ctx.actor);
  return inTransaction(ctx, async ({ tx }) => {
    await lockHost(tx, ownerId);
    const own = await tx.select().from(schedules).where(eq(schedules.ownerId, ownerId));
    const schedule = own.find((each) => each.id === id);
    const heir = own.find((each) => each.isDefault);
    if (!schedule) throw scheduleNotFound(id);
    if (!heir || heir.id === id) throw isTheDefault();
    const isOfSchedule = and(eq(eventTypes.scheduleId, id), eq(eventTypes.ownerId, ownerId));
    const moved = await tx
      .update(eventTypes)
      .set({ scheduleId: heir.id, updatedAt: ctx.clock.now() })
      .where(and(isOfSchedule, isNull(eventTypes.deletedAt)))
      .returning({ id: eventTypes.id });
    await tx.update(eventTypes).set({ scheduleId: heir.id }).where(isOfSchedule);
    await tx.delete(schedules).where(and(eq(schedules.id, id), eq(schedules.ownerId, ownerId)));
    await writeOwnerAudit(ctx, tx, { ownerId, action: "schedule.deleted", id });
    return { id, eventTypesMoved: moved.length };
  });
}

function isTheDefault(): ServiceError {
  return new ServiceError(
    "BAD_REQUEST",
    "This is the default schedule: make another one the default, then delete it.",
    { field: "id", reason: "default_needed" },
  );
}
