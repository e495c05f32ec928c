import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { lockHost } from "@/db/queries/host-locks";
import { findOwnRecipients, findRecipientUses } from "@/db/queries/recipient-queries";
import { verifiedRecipients } from "@/db/schema/verified-recipients";
import { ServiceError } from "@/server/platform/service-error";
import { inTransaction } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import type { recipientIdInputSchema } from "./delete-recipient";
import { type RecipientView, recipientNotFound, recipientView } from "./recipient-view";

/**
 * Makes a verified number the organizer's own: what is planned from now on texts the host there.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; NOT_FOUND for one that isn't theirs;
 * BAD_REQUEST for an address or a number that isn't verified.
 */
export async function setOwnNumber(
  ctx: ServiceContext,
  { id }: z.output<typeof recipientIdInputSchema>,
): Promise<RecipientView> {
  const ownerId = requireUserId(ctx.actor);
  return inTransaction(ctx, async ({ tx }) => {
    await lockHost(tx, ownerId);
    const row = (await findOwnRecipients(tx, ownerId)).find((each) => each.id === id);
    if (!row) throw recipientNotFound();
    if (row.kind !== "phone" || row.verifiedAt === null) throw notVerified();
    const isOwners = eq(verifiedRecipients.ownerId, ownerId);
    await tx.update(verifiedRecipients).set({ isOwn: false }).where(isOwners);
    await tx
      .update(verifiedRecipients)
      .set({ isOwn: true })
      .where(and(isOwners, eq(verifiedRecipients.id, id)));
    return recipientView({ ...row, isOwn: true }, await findRecipientUses(tx, ownerId));
  });
}

function notVerified(): ServiceError {
  return new ServiceError("BAD_REQUEST", "id must be that of a verified phone number.", {
    field: "id",
    reason: "recipient_not_verified",
  });
}
