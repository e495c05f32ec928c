import { and, between, eq, inArray, isNull, ne } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { attempts, messages } from "@/db/schema/messages";
import { sendingLeaseMs } from "@/server/domain/workflows/message-timing";
import type { SentMessage, SmsProvider } from "@/server/providers/sms/port";

type Message = typeof messages.$inferSelect;
type Attempt = typeof attempts.$inferSelect;

// The provider's clock is not ours.
const clockSkewMs = 5_000;

/**
 * The texts that a provider holds for the recipient from the time of an attempt that was made there.
 * @throws LookupError when the provider couldn't be asked.
 */
export function findSentTexts(
  provider: SmsProvider,
  message: Message,
  attempt: Attempt,
): Promise<SentMessage[]> {
  return provider.findSent({
    to: message.recipient,
    isWhatsApp: message.channel === "whatsapp",
    createdAfter: new Date(attempt.startedAt.getTime() - clockSkewMs),
    createdBefore: new Date(attempt.startedAt.getTime() + sendingLeaseMs + clockSkewMs),
  });
}

/** The one text of `sent` that the attempt must have caused; null where none or any of several may be it. */
export async function onlyMatch(
  db: Database | Transaction,
  message: Message,
  attempt: Attempt,
  sent: readonly SentMessage[],
): Promise<SentMessage | null> {
  const candidates = await unclaimed(
    db,
    sent.filter((text) => message.channel === "whatsapp" || text.body === attempt.body),
  );
  const [only] = candidates;
  if (!only || candidates.length > 1 || (await hasRival(db, message, attempt))) return null;
  return only;
}

/** The texts that no attempt of ours is known to have caused. */
async function unclaimed(db: Database | Transaction, sent: SentMessage[]): Promise<SentMessage[]> {
  if (sent.length === 0) return [];
  const ids = sent.map((text) => text.providerMessageId);
  const claimed = await db
    .select({ id: attempts.providerMessageId })
    .from(attempts)
    .where(inArray(attempts.providerMessageId, ids));
  const known = new Set(claimed.map((row) => row.id));
  return sent.filter((text) => !known.has(text.providerMessageId));
}

/** Whether another attempt that nobody has answered for may have caused the same text. */
async function hasRival(db: Database | Transaction, message: Message, attempt: Attempt): Promise<boolean> {
  const apartMs = sendingLeaseMs + 2 * clockSkewMs;
  const rivals = await db
    .select({ id: attempts.id })
    .from(attempts)
    .innerJoin(messages, eq(messages.id, attempts.messageId))
    .where(
      and(
        ne(attempts.id, attempt.id),
        inArray(attempts.state, ["started", "unknown"]),
        isNull(attempts.providerMessageId),
        between(
          attempts.startedAt,
          new Date(attempt.startedAt.getTime() - apartMs),
          new Date(attempt.startedAt.getTime() + apartMs),
        ),
        eq(attempts.provider, attempt.provider),
        eq(messages.channel, message.channel),
        // How a template reads is only known where it was approved.
        message.channel === "whatsapp" ? undefined : eq(attempts.body, attempt.body),
        eq(messages.recipient, message.recipient),
      ),
    )
    .limit(1);
  return rivals.length > 0;
}
