import { z } from "zod";
import { lockHost } from "@/db/queries/host-locks";
import { findOptOut } from "@/db/queries/opt-out-queries";
import { ServiceError } from "@/server/platform/service-error";
import { inTransaction } from "@/server/services/in-transaction";
import { requireSignedInUserId } from "@/server/services/require-user";
import { rowIdSchema } from "@/server/services/row-id-schema";
import type { ServiceContext } from "@/server/services/service-context";
import { liftOptOut } from "./lift-opt-out";

export const removeOptOutInputSchema = z.object({
  id: rowIdSchema,
  /** How and when the person agreed to get texts again; kept with the entry. */
  consent: z
    .string()
    .trim()
    .min(10, "must say how and when they agreed, in a few words")
    .max(500, "must be at most 500 characters"),
});

/**
 * Takes a number off the list of those that want no texts, because its owner has agreed to get them again, and plans
 * anew what is to come. Only the organizer who is signed in can, and what they state is kept.
 * @throws ServiceError UNAUTHORIZED and FORBIDDEN for anyone else; NOT_FOUND for an entry that isn't theirs or is
 * lifted already.
 */
export async function removeOptOut(
  ctx: ServiceContext,
  { id, consent }: z.output<typeof removeOptOutInputSchema>,
): Promise<{ id: number }> {
  const ownerId = requireSignedInUserId(ctx.actor);
  return inTransaction(ctx, async ({ tx }) => {
    await lockHost(tx, ownerId);
    const found = await findOptOut(tx, { ownerId, id });
    const lifted = found && (await liftOptOut(ctx, tx, found, { by: "organizer", consent }));
    if (lifted) return { id };
    throw new ServiceError(
      "NOT_FOUND",
      "There is no such number on your list; it may have been removed already.",
      {
        field: "id",
        reason: "opt_out_not_found",
      },
    );
  });
}
