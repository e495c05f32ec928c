import { findOnlyProfile } from "@/db/queries/profile-queries";
import type { ServiceContext } from "@/server/services/service-context";

/** The organizer whose page the start page leads to: the only one there is, else null. */
export async function getOnlyProfile(
  ctx: ServiceContext,
): Promise<{ name: string; username: string } | null> {
  const found = await findOnlyProfile(ctx.db);
  return found && { name: found.name, username: found.username };
}
