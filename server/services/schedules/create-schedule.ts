import { count, eq } from "drizzle-orm";
import type { z } from "zod";
import { lockHost } from "@/db/queries/host-locks";
import { schedules } from "@/db/schema/event-types";
import { newScheduleSchema } from "@/server/domain/scheduling/schedule-settings";
import { ServiceError } from "@/server/platform/service-error";
import { inTransaction } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { writeOwnerAudit } from "@/server/services/write-owner-audit";
import { type ScheduleView, scheduleView } from "./schedule-view";
import { yieldDefault } from "./yield-default";

export const createScheduleInputSchema = newScheduleSchema;
const maxSchedules = 50;

/**
 * Adds a schedule of the organizer's; their first is the default whatever is said.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer, BAD_REQUEST when there are too many.
 */
export async function createSchedule(
  ctx: ServiceContext,
  input: z.output<typeof createScheduleInputSchema>,
): Promise<ScheduleView> {
  const ownerId = requireUserId(ctx.actor);
  return inTransaction(ctx, async ({ tx }) => {
    await lockHost(tx, ownerId);
    const [existing] = await tx
      .select({ count: count() })
      .from(schedules)
      .where(eq(schedules.ownerId, ownerId));
    const existingCount = existing?.count ?? 0;
    if (existingCount >= maxSchedules) throw tooMany();
    const isDefault = input.isDefault || existingCount === 0;
    if (isDefault) await yieldDefault(tx, ownerId);
    const now = ctx.clock.now();
    const [row] = await tx
      .insert(schedules)
      .values({ ...input, isDefault, ownerId, createdAt: now, updatedAt: now })
      .returning();
    if (!row) throw new Error("The schedule was not inserted.");
    await writeOwnerAudit(ctx, tx, { ownerId, action: "schedule.created", id: row.id });
    return scheduleView(row);
  });
}

function tooMany(): ServiceError {
  return new ServiceError("BAD_REQUEST", `You can have at most ${maxSchedules} schedules.`, {
    reason: "too_many_schedules",
  });
}
