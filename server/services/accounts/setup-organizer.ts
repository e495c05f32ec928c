import { createHash, timingSafeEqual } from "node:crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { users } from "@/db/schema/users";
import { organizerDetailsSchema } from "@/server/domain/accounts/organizer-details";
import { ServiceError } from "@/server/platform/service-error";
import type { ServiceContext } from "@/server/services/service-context";
import { createOrganizer, type NewOrganizer } from "./create-organizer";

export const setupOrganizerInputSchema = organizerDetailsSchema.extend({
  /** What the start of the installation printed. */
  token: z.string().max(500),
});

// Any number will do, as long as it is nobody else's lock.
const setupLockKey = 7_214_480_912;

/**
 * Creates the first organizer of an installation that has none, for whoever holds the token printed at its
 * start. Of two who try at once, one succeeds.
 * @throws ServiceError NOT_FOUND where no set-up is offered or for another token, CONFLICT once there is an
 * organizer.
 */
export async function setupOrganizer(
  ctx: ServiceContext,
  input: z.output<typeof setupOrganizerInputSchema>,
): Promise<NewOrganizer> {
  const { token, ...details } = input;
  requireSetupToken(ctx, token);
  return ctx.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${setupLockKey})`);
    if ((await tx.$count(users)) > 0) {
      throw new ServiceError("CONFLICT", "Punctual is set up already. Sign in instead.", {
        reason: "already_set_up",
      });
    }
    return createOrganizer({ db: tx, auth: ctx.auth }, details);
  });
}

function requireSetupToken(ctx: ServiceContext, given: string): void {
  const { setupToken } = ctx.installation;
  if (setupToken !== null && timingSafeEqual(digest(given), digest(setupToken))) return;
  throw new ServiceError(
    "NOT_FOUND",
    "This set-up link is not valid. Use the one printed at the last start.",
    {
      field: "token",
      reason: "setup_token_not_valid",
    },
  );
}

// Of equal length, whatever was given.
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
