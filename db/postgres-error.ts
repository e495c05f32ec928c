import postgres from "postgres";

/** The database's own error behind whatever wrapped it, or null when there is none. */
export function postgresErrorOf(error: unknown): postgres.PostgresError | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof postgres.PostgresError) return cause;
  }
  return null;
}
