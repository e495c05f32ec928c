import { asc } from "drizzle-orm";
import { users } from "@/db/schema/users";
import type { ServiceContext } from "@/server/services/service-context";

/** The address that the installation names, else that of the organizer who was set up first. */
export async function operatorAddress({ db, installation }: ServiceContext): Promise<string | null> {
  if (installation.operatorEmail !== null) return installation.operatorEmail;
  const [first] = await db.select({ email: users.email }).from(users).orderBy(asc(users.id)).limit(1);
  return first?.email ?? null;
}
