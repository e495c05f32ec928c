import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { users } from "@/db/schema/users";
import { webhooks } from "@/db/schema/webhooks";
import { htmlMail } from "@/server/domain/templates/html-mail";
import { hostOfUrl } from "@/server/domain/webhooks/webhook-url";
import type { ServiceContext } from "@/server/services/service-context";

export type NoticeReport = { kind: "sent" | "not_owed" } | { kind: "refused_for_now"; code: string };

/**
 * Mails the organizer that a webhook was switched off, once however often it is called; a refusal that may pass gives
 * the notice back, to be sent by the next call.
 */
export async function sendDisabledNotice(ctx: ServiceContext, webhookId: string): Promise<NoticeReport> {
  const [claimed] = await ctx.db
    .update(webhooks)
    .set({ noticeClaimedAt: ctx.clock.now() })
    .where(and(eq(webhooks.id, webhookId), isNotNull(webhooks.disabledAt), isNull(webhooks.noticeClaimedAt)))
    .returning({ ownerId: webhooks.ownerId, url: webhooks.subscriberUrl });
  if (!claimed) return { kind: "not_owed" };
  const [owner] = await ctx.db
    .select({ name: users.name, email: users.email })
    .from(users)
    .where(eq(users.id, claimed.ownerId));
  if (!owner) return { kind: "not_owed" };
  const host = hostOfUrl(claimed.url);
  const text = `Hi ${owner.name},\n\nyour webhook to ${host} has taken nothing for three days, so Punctual has switched it off. Your bookings and messages aren't affected.\n\nSee what it answered, and switch it on again, here:\n\n${ctx.publicUrl}/settings/webhooks/${webhookId}`;
  const id = ctx.random.uuid();
  const outcome = await ctx.providers.email.send({
    to: owner.email,
    subject: `Your webhook to ${host} was switched off`,
    text,
    html: htmlMail(text),
    messageId: id,
    attemptId: id,
  });
  if (outcome.kind !== "refused" || outcome.refusal === "permanent") return { kind: "sent" };
  await ctx.db.update(webhooks).set({ noticeClaimedAt: null }).where(eq(webhooks.id, webhookId));
  return { kind: "refused_for_now", code: outcome.code };
}
