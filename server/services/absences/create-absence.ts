import { eq } from "drizzle-orm";
import type { z } from "zod";
import { lockHost } from "@/db/queries/host-locks";
import { absences } from "@/db/schema/absences";
import { newAbsenceSchema } from "@/server/domain/scheduling/schedule-settings";
import { ServiceError } from "@/server/platform/service-error";
import { inTransaction } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { writeOwnerAudit } from "@/server/services/write-owner-audit";
import { absenceExists } from "./absence-refusals";
import { type AbsenceView, absenceView } from "./absence-view";

export const createAbsenceInputSchema = newAbsenceSchema;
const maxAbsences = 500;

/**
 * Takes the organizer out of office on dates of their schedules' calendars; bookings that were made stay.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer, CONFLICT for the dates of another
 * absence of theirs, BAD_REQUEST when there are too many.
 */
export async function createAbsence(
  ctx: ServiceContext,
  input: z.output<typeof createAbsenceInputSchema>,
): Promise<AbsenceView> {
  const ownerId = requireUserId(ctx.actor);
  return inTransaction(ctx, async ({ tx }) => {
    await lockHost(tx, ownerId);
    const own = await tx.select().from(absences).where(eq(absences.ownerId, ownerId));
    const { startOn, endOn } = input;
    if (own.some((other) => other.startOn === startOn && other.endOn === endOn)) throw absenceExists();
    if (own.length >= maxAbsences) throw tooMany();
    const [row] = await tx
      .insert(absences)
      .values({ ...input, ownerId, createdAt: ctx.clock.now() })
      .returning();
    if (!row) throw new Error("The absence was not inserted.");
    await writeOwnerAudit(ctx, tx, { ownerId, action: "absence.created", id: row.id });
    return absenceView(row);
  });
}

function tooMany(): ServiceError {
  return new ServiceError("BAD_REQUEST", `You can have at most ${maxAbsences} absences; delete past ones.`, {
    reason: "too_many_absences",
  });
}
