import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { lockHost } from "@/db/queries/host-locks";
import { absences } from "@/db/schema/absences";
import { absenceChangesSchema } from "@/server/domain/scheduling/schedule-settings";
import { ServiceError } from "@/server/platform/service-error";
import { inTransaction } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import { rowIdSchema } from "@/server/services/row-id-schema";
import type { ServiceContext } from "@/server/services/service-context";
import { writeOwnerAudit } from "@/server/services/write-owner-audit";
import { absenceExists, absenceNotFound } from "./absence-refusals";
import { type AbsenceView, absenceView } from "./absence-view";

export const updateAbsenceInputSchema = absenceChangesSchema.extend({ id: rowIdSchema });

/**
 * Changes when or why the organizer is out of office; what is left out stays, and so do bookings that were made.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; NOT_FOUND for an absence that is not theirs;
 * BAD_REQUEST for dates out of order; CONFLICT for the dates of another absence of theirs.
 */
export async function updateAbsence(
  ctx: ServiceContext,
  { id, ...changes }: z.output<typeof updateAbsenceInputSchema>,
): Promise<AbsenceView> {
  const ownerId = requireUserId(ctx.actor);
  return inTransaction(ctx, async ({ tx }) => {
    await lockHost(tx, ownerId);
    const own = await tx.select().from(absences).where(eq(absences.ownerId, ownerId));
    const before = own.find((absence) => absence.id === id);
    if (!before) throw absenceNotFound();
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    const after: typeof before = { ...before, ...given };
    if (after.startOn > after.endOn) throw datesOutOfOrder();
    const isTaken = own.some(
      (other) => other.id !== id && other.startOn === after.startOn && other.endOn === after.endOn,
    );
    if (isTaken) throw absenceExists();
    const { startOn, endOn, note, reason } = after;
    await tx
      .update(absences)
      .set({ startOn, endOn, note, reason })
      .where(and(eq(absences.id, id), eq(absences.ownerId, ownerId)));
    await writeOwnerAudit(ctx, tx, { ownerId, action: "absence.updated", id });
    return absenceView(after);
  });
}

function datesOutOfOrder(): ServiceError {
  return new ServiceError("BAD_REQUEST", "endOn must not be before the first date", {
    field: "endOn",
    reason: "dates_out_of_order",
  });
}
