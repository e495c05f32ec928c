import postgres from "postgres";
import type { Random } from "@/server/platform/random";

/** The token of the first visit, which creates the organizer; `undefined` once there is one. */
export async function makeSetupToken(
  databaseUrl: string,
  options: { given: string | undefined; random: Random },
): Promise<string | undefined> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    const organizers = await sql`select 1 from users limit 1`;
    return organizers.length > 0 ? undefined : options.given || options.random.token(24);
  } finally {
    await sql.end();
  }
}
