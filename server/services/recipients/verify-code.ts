import { and, desc, eq } from "drizzle-orm";
import { z } from "zod";
import { lockHost } from "@/db/queries/host-locks";
import { findOwnRecipients, findRecipientUses } from "@/db/queries/recipient-queries";
import { verificationCodes, verifiedRecipients } from "@/db/schema/verified-recipients";
import { verificationCodeSchema } from "@/server/domain/recipients/recipient-input";
import { ServiceError } from "@/server/platform/service-error";
import { inTransaction } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import { rowIdSchema } from "@/server/services/row-id-schema";
import type { ServiceContext } from "@/server/services/service-context";
import { writeOwnerAudit } from "@/server/services/write-owner-audit";
import { isCode } from "./hash-code";
import { type RecipientView, recipientNotFound, recipientView } from "./recipient-view";

const mostAttempts = 5;

export const verifyCodeInputSchema = z.object({ id: rowIdSchema, code: verificationCodeSchema });

type CodeRow = typeof verificationCodes.$inferSelect;

/**
 * Verifies a number or address by the code that was sent to it last; it serves once. The organizer's first number
 * becomes their own, for texts to themselves.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; NOT_FOUND for one that isn't theirs;
 * BAD_REQUEST for a wrong code, and for one that has run out, has been used or was guessed at too often.
 */
export async function verifyCode(
  ctx: ServiceContext,
  { id, code }: z.output<typeof verifyCodeInputSchema>,
): Promise<RecipientView> {
  const ownerId = requireUserId(ctx.actor);
  const now = ctx.clock.now();
  // A wrong guess must count although it is refused, so it is committed and thrown afterwards.
  const checked = await inTransaction(ctx, async ({ tx }) => {
    await lockHost(tx, ownerId);
    const recipients = await findOwnRecipients(tx, ownerId);
    const row = recipients.find((each) => each.id === id);
    if (!row) throw recipientNotFound();
    const [sent] = await tx
      .select()
      .from(verificationCodes)
      .where(
        and(
          eq(verificationCodes.ownerId, ownerId),
          eq(verificationCodes.kind, row.kind),
          eq(verificationCodes.value, row.value),
        ),
      )
      .orderBy(desc(verificationCodes.createdAt))
      .limit(1);
    const usable = requireUsable(sent, now);
    const isOfCode = eq(verificationCodes.id, usable.id);
    if (!(await isCode(code, usable.id, usable.codeHash))) {
      const attemptCount = usable.attemptCount + 1;
      await tx.update(verificationCodes).set({ attemptCount }).where(isOfCode);
      return { refusal: wrongCode(mostAttempts - attemptCount) };
    }
    await tx.update(verificationCodes).set({ usedAt: now }).where(isOfCode);
    const isFirstNumber = row.kind === "phone" && !recipients.some(({ isOwn }) => isOwn);
    const [verified] = await tx
      .update(verifiedRecipients)
      .set({ verifiedAt: row.verifiedAt ?? now, isOwn: row.isOwn || isFirstNumber })
      .where(and(eq(verifiedRecipients.id, id), eq(verifiedRecipients.ownerId, ownerId)))
      .returning();
    if (!verified) throw recipientNotFound();
    await writeOwnerAudit(ctx, tx, { ownerId, action: "recipient.verified", id });
    return { view: recipientView(verified, await findRecipientUses(tx, ownerId)) };
  });
  if ("refusal" in checked) throw checked.refusal;
  return checked.view;
}

function requireUsable(sent: CodeRow | undefined, now: Date): CodeRow {
  if (!sent || sent.usedAt !== null) throw refused("no_code", "was used already. Ask for a new one.");
  if (sent.expiresAt <= now) throw refused("code_expired", "has run out. Ask for a new one.");
  if (sent.attemptCount >= mostAttempts)
    throw refused("too_many_attempts", "was wrong too often. Ask for a new one.");
  return sent;
}

function wrongCode(left: number): ServiceError {
  if (left <= 0) return refused("code_wrong", "is wrong. That was the last try: ask for a new one.");
  return refused("code_wrong", `is wrong. You have ${left === 1 ? "one try" : `${left} tries`} left.`);
}

function refused(reason: string, message: string): ServiceError {
  return new ServiceError("BAD_REQUEST", `The code ${message}`, { field: "code", reason });
}
