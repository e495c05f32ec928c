import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { lockHost } from "@/db/queries/host-locks";
import { schedules } from "@/db/schema/event-types";
import { users } from "@/db/schema/users";
import { localeSchema, organizerNameSchema } from "@/server/domain/accounts/organizer-details";
import { timeZoneSchema } from "@/server/domain/bookings/create-booking-input";
import { foreignSchedule } from "@/server/services/event-types/event-type-refusals";
import { inTransaction } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import { rowIdSchema } from "@/server/services/row-id-schema";
import { yieldDefault } from "@/server/services/schedules/yield-default";
import type { ServiceContext } from "@/server/services/service-context";
import { writeOwnerAudit } from "@/server/services/write-owner-audit";
import { type AccountView, readAccount } from "./read-account";

export const changeProfileInputSchema = z
  .object({
    name: organizerNameSchema,
    timeZone: timeZoneSchema,
    locale: localeSchema,
    /** The schedule that new event types go by from now on. */
    defaultScheduleId: rowIdSchema,
  })
  .partial();

/**
 * Changes how the organizer is named and reads times, and which of their schedules is the default; what is left out
 * stays. The hours in which they can be booked keep their own zone.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer, NOT_FOUND for a schedule that is not theirs.
 */
export async function changeProfile(
  ctx: ServiceContext,
  input: z.output<typeof changeProfileInputSchema>,
): Promise<AccountView> {
  const userId = requireUserId(ctx.actor);
  const { defaultScheduleId, ...profile } = input;
  await inTransaction(ctx, async ({ tx }) => {
    await lockHost(tx, userId);
    await tx
      .update(users)
      .set({ ...profile, updatedAt: ctx.clock.now() })
      .where(eq(users.id, userId));
    if (defaultScheduleId !== undefined) await makeDefault(ctx, tx, userId, defaultScheduleId);
  });
  return readAccount(ctx);
}

async function makeDefault(ctx: ServiceContext, tx: Transaction, ownerId: number, id: number): Promise<void> {
  const isOwn = and(eq(schedules.id, id), eq(schedules.ownerId, ownerId));
  const [schedule] = await tx.select({ isDefault: schedules.isDefault }).from(schedules).where(isOwn);
  if (!schedule) throw foreignSchedule(ownerId, id);
  if (schedule.isDefault) return;
  await yieldDefault(tx, ownerId);
  await tx.update(schedules).set({ isDefault: true, updatedAt: ctx.clock.now() }).where(isOwn);
  await writeOwnerAudit(ctx, tx, { ownerId, action: "schedule.updated", id });
}
