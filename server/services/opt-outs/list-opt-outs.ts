import { z } from "zod";
import { countOptOuts, findOptOuts } from "@/db/queries/opt-out-queries";
import { maskRecipient } from "@/server/domain/phone/mask-recipient";
import type { OptOutSource } from "@/server/domain/replies/opt-out";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";

export const listOptOutsInputSchema = z.object({
  skip: z.int().min(0).max(1_000_000).default(0),
  take: z.int().min(1).max(100).default(20),
});

export type OptOutView = {
  id: number;
  /** Masked. */
  phoneNumber: string;
  /** Whoever booked last with the number; null where nobody did. */
  name: string | null;
  source: OptOutSource;
  optedOutAt: string;
};

/**
 * A page of the numbers that want no texts from the organizer, the latest first, and how many there are.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer.
 */
export async function listOptOuts(
  ctx: ServiceContext,
  page: z.output<typeof listOptOutsInputSchema>,
): Promise<{ items: OptOutView[]; total: number }> {
  const ownerId = requireUserId(ctx.actor);
  const [rows, total] = await Promise.all([
    findOptOuts(ctx.db, ownerId, page),
    countOptOuts(ctx.db, ownerId),
  ]);
  const items = rows.map(({ id, phoneNumber, name, source, optedOutAt }) => ({
    id,
    phoneNumber: maskRecipient(phoneNumber),
    name,
    source,
    optedOutAt: optedOutAt.toISOString(),
  }));
  return { items, total };
}
