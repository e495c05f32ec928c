import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { lockHost } from "@/db/queries/host-locks";
import { findOwnRecipients, findRecipientUses } from "@/db/queries/recipient-queries";
import { verifiedRecipients } from "@/db/schema/verified-recipients";
import { ServiceError } from "@/server/platform/service-error";
import { inTransaction } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import { rowIdSchema } from "@/server/services/row-id-schema";
import type { ServiceContext } from "@/server/services/service-context";
import { writeOwnerAudit } from "@/server/services/write-owner-audit";
import { recipientNotFound, recipientView } from "./recipient-view";

export const recipientIdInputSchema = z.object({ id: rowIdSchema });

/**
 * Removes a number or address of the organizer that no workflow writes to: nothing goes there any more.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; NOT_FOUND for one that isn't theirs;
 * CONFLICT that names the workflows which write to it.
 */
export async function deleteRecipient(
  ctx: ServiceContext,
  { id }: z.output<typeof recipientIdInputSchema>,
): Promise<{ id: number }> {
  const ownerId = requireUserId(ctx.actor);
  return inTransaction(ctx, async ({ tx }) => {
    await lockHost(tx, ownerId);
    const row = (await findOwnRecipients(tx, ownerId)).find((each) => each.id === id);
    if (!row) throw recipientNotFound();
    const { usedBy } = recipientView(row, await findRecipientUses(tx, ownerId));
    if (usedBy.length > 0) throw inUse(usedBy);
    await tx
      .delete(verifiedRecipients)
      .where(and(eq(verifiedRecipients.id, id), eq(verifiedRecipients.ownerId, ownerId)));
    await writeOwnerAudit(ctx, tx, { ownerId, action: "recipient.deleted", id });
    return { id };
  });
}

function inUse(workflows: { id: number; name: string }[]): ServiceError {
  const names = workflows.map(({ name }) => `“${name}”`).join(", ");
  const noun = workflows.length === 1 ? "a workflow writes" : "workflows write";
  return new ServiceError(
    "CONFLICT",
    `It can't be removed while ${noun} to it: ${names}. Change that first.`,
    {
      field: "id",
      reason: "recipient_in_use",
      data: { workflowIds: workflows.map(({ id }) => id) },
    },
  );
}
