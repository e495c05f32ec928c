import { eq } from "drizzle-orm";
import { users } from "@/db/schema/users";
import { ServiceError } from "@/server/platform/service-error";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";

export type AccountView = {
  name: string;
  email: string;
  username: string;
  timeZone: string;
  locale: string;
  /** The page on which anyone can book them. */
  publicUrl: string;
};

/**
 * The organizer's own account.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer.
 */
export async function readAccount(ctx: ServiceContext): Promise<AccountView> {
  const userId = requireUserId(ctx.actor);
  const [user] = await ctx.db.select().from(users).where(eq(users.id, userId));
  if (!user)
    throw new ServiceError("UNAUTHORIZED", "This account no longer exists.", { reason: "no_account" });
  const { name, email, username, timeZone, locale } = user;
  return { name, email, username, timeZone, locale, publicUrl: `${ctx.publicUrl}/${username}` };
}
