import { and, count, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { lockHost } from "@/db/queries/host-locks";
import { privateLinks } from "@/db/schema/event-types";
import { ServiceError } from "@/server/platform/service-error";
import { eventTypeNotFound } from "@/server/services/event-types/event-type-not-found";
import { findOwnEventTypes } from "@/server/services/event-types/own-event-types";
import { hashPrivateLinkToken } from "@/server/services/event-types/private-link-token";
import { inTransaction } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import { rowIdSchema } from "@/server/services/row-id-schema";
import type { ServiceContext } from "@/server/services/service-context";
import { instantSchema } from "@/server/services/slots/list-slots";
import { writeOwnerAudit } from "@/server/services/write-owner-audit";
import { type PrivateLinkView, privateLinkView } from "./private-link-view";

const maxLinksPerEventType = 500;
const entropyBytes = 24;

export const createPrivateLinkInputSchema = z.object({
  eventTypeId: rowIdSchema,
  /** Whether it is of no use any more once somebody has booked by it. */
  singleUse: z.boolean().default(true),
  expiresAt: instantSchema.optional(),
  note: z.string().trim().max(100, "must be at most 100 characters").default(""),
});

/**
 * Makes a secret address of one of the organizer's event types. Its token is in the answer and nowhere else: only
 * its hash is kept.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; NOT_FOUND for an event type that is not
 * theirs; BAD_REQUEST for one that would have expired already, or when there are too many.
 */
export async function createPrivateLink(
  ctx: ServiceContext,
  input: z.output<typeof createPrivateLinkInputSchema>,
): Promise<{ token: string; url: string; link: PrivateLinkView }> {
  const ownerId = requireUserId(ctx.actor);
  const now = ctx.clock.now();
  const { eventTypeId, singleUse, note } = input;
  const expiresAt = input.expiresAt === undefined ? null : new Date(input.expiresAt);
  if (expiresAt !== null && expiresAt <= now) throw expiredAlready();
  return inTransaction(ctx, async ({ tx }) => {
    await lockHost(tx, ownerId);
    const [eventType] = await findOwnEventTypes(tx, ownerId, eventTypeId);
    if (!eventType) throw eventTypeNotFound({ id: eventTypeId });
    const [existing] = await tx
      .select({ count: count() })
      .from(privateLinks)
      .where(and(eq(privateLinks.eventTypeId, eventTypeId), isNull(privateLinks.revokedAt)));
    if ((existing?.count ?? 0) >= maxLinksPerEventType) throw tooMany();
    const token = ctx.random.token(entropyBytes);
    const tokenHash = hashPrivateLinkToken(token);
    const lastCharacters = token.slice(-4);
    const [row] = await tx
      .insert(privateLinks)
      .values({ ownerId, eventTypeId, tokenHash, lastCharacters, note, singleUse, expiresAt, createdAt: now })
      .returning();
    if (!row) throw new Error("The link was not inserted.");
    await writeOwnerAudit(ctx, tx, { ownerId, action: "private_link.created", id: row.id });
    return { token, url: `${ctx.publicUrl}/private/${token}`, link: privateLinkView(row, now) };
  });
}

function expiredAlready(): ServiceError {
  return new ServiceError("BAD_REQUEST", "expiresAt must lie in the future.", {
    field: "expiresAt",
    reason: "expired_already",
  });
}

function tooMany(): ServiceError {
  return new ServiceError(
    "BAD_REQUEST",
    `An event type can have at most ${maxLinksPerEventType} private links; revoke some.`,
    { field: "eventTypeId", reason: "too_many_private_links" },
  );
}
