import { asc, eq } from "drizzle-orm";
import { absences } from "@/db/schema/absences";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { type AbsenceView, absenceView } from "./absence-view";

/**
 * When the organizer is out of office, earliest first, past ones included.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer.
 */
export async function listAbsences(ctx: ServiceContext): Promise<AbsenceView[]> {
  const ownerId = requireUserId(ctx.actor);
  const rows = await ctx.db
    .select()
    .from(absences)
    .where(eq(absences.ownerId, ownerId))
    .orderBy(asc(absences.startOn), asc(absences.id));
  return rows.map(absenceView);
}
