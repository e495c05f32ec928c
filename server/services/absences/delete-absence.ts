import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { lockHost } from "@/db/queries/host-locks";
import { absences } from "@/db/schema/absences";
import { inTransaction } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import { rowIdSchema } from "@/server/services/row-id-schema";
import type { ServiceContext } from "@/server/services/service-context";
import { writeOwnerAudit } from "@/server/services/write-owner-audit";
import { absenceNotFound } from "./absence-refusals";
import { type AbsenceView, absenceView } from "./absence-view";

export const deleteAbsenceInputSchema = z.object({ id: rowIdSchema });

/**
 * Opens dates again on which the organizer was out of office; returns what they were.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer, NOT_FOUND for an absence that is not theirs.
 */
export async function deleteAbsence(
  ctx: ServiceContext,
  { id }: z.output<typeof deleteAbsenceInputSchema>,
): Promise<AbsenceView> {
  const ownerId = requireUserId(ctx.actor);
  return inTransaction(ctx, async ({ tx }) => {
    await lockHost(tx, ownerId);
    const deleted = await tx
      .delete(absences)
      .where(and(eq(absences.id, id), eq(absences.ownerId, ownerId)))
      .returning();
    const [row] = deleted;
    if (!row) throw absenceNotFound();
    await writeOwnerAudit(ctx, tx, { ownerId, action: "absence.deleted", id });
    return absenceView(row);
  });
}
