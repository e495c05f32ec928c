import { and, eq } from "drizzle-orm";
import { schedules } from "@/db/schema/event-types";
import { users } from "@/db/schema/users";
import { ServiceError } from "@/server/platform/service-error";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";

export type AccountView = {
  id: number;
  name: string;
  email: string;
  username: string;
  timeZone: string;
  locale: string;
  /** The schedule that new event types go by; null without any. */
  defaultScheduleId: number | null;
  /** The page on which anyone can book them. */
  publicUrl: string;
};

/**
 * The organizer's own account.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer.
 */
export async function readAccount(ctx: ServiceContext): Promise<AccountView> {
  const userId = requireUserId(ctx.actor);
  const [found] = await ctx.db
    .select({ user: users, defaultScheduleId: schedules.id })
    .from(users)
    .leftJoin(schedules, and(eq(schedules.ownerId, users.id), eq(schedules.isDefault, true)))
    .where(eq(users.id, userId));
  if (!found)
    throw new ServiceError("UNAUTHORIZED", "This account no longer exists.", { reason: "no_account" });
  const { id, name, email, username, timeZone, locale } = found.user;
  const { defaultScheduleId } = found;
  const publicUrl = `${ctx.publicUrl}/${username}`;
  return { id, name, email, username, timeZone, locale, defaultScheduleId, publicUrl };
}
