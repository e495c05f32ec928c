import { findOwnRecipients, findRecipientUses } from "@/db/queries/recipient-queries";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { type RecipientView, recipientView } from "./recipient-view";

/**
 * The numbers and addresses that the organizer's workflows may write to, with what uses them; oldest first.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer.
 */
export async function listRecipients(ctx: ServiceContext): Promise<RecipientView[]> {
  const ownerId = requireUserId(ctx.actor);
  const rows = await findOwnRecipients(ctx.db, ownerId);
  const uses = await findRecipientUses(ctx.db, ownerId);
  return rows.map((row) => recipientView(row, uses));
}
