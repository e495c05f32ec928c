import { and, between, eq, gt, inArray } from "drizzle-orm";
import { attempts, messages } from "@/db/schema/messages";
import { LookupError } from "@/server/providers/sms/port";
import type { ServiceContext } from "@/server/services/service-context";
import { findSentTexts, onlyMatch } from "./match-sent-text";
import { phoneProviderOf } from "./phone-providers";
import { type Receipt, recordReceipt } from "./record-receipt";

export type ReconciliationReport = {
  asked: number;
  /** Of how many the provider knew something, whether or not it was new. */
  found: number;
  /** Where the next batch begins; null after the last one. */
  next: string | null;
};

type Batch = {
  /** The `next` of the batch before; absent for the first one. */
  after?: string;
  limit: number;
};

type Message = typeof messages.$inferSelect;
type Attempt = typeof attempts.$inferSelect;

const hourMs = 60 * 60_000;
const oldestMs = 3 * 24 * hourMs;
// What is younger gets its receipt by itself, or from look-after.
const youngestMs = hourMs;
// Answers about one message, which must not keep the others from being asked about.
const codesOfOneMessage = ["unreadable", "too_many_messages"];

/**
 * Asks the provider about a batch of texts of the last three days that are accepted or unconfirmed, and records
 * what it says as receipts. It sends nothing, and takes none of the looks that are to come.
 * @throws LookupError when the provider couldn't be asked; what was found until then is on record.
 */
export async function reconcileReceipts(ctx: ServiceContext, batch: Batch): Promise<ReconciliationReport> {
  const rows = await withoutFinalReceipt(ctx, batch);
  let found = 0;
  for (const { message, attempt } of rows) {
    const receipt = await askAbout(ctx, message, attempt);
    if (receipt && (await recordReceipt(ctx, receipt)).known) found += 1;
  }
  const last = rows.length === batch.limit ? rows.at(-1) : undefined;
  return { asked: rows.length, found, next: last?.message.id ?? null };
}

function withoutFinalReceipt(ctx: ServiceContext, { after, limit }: Batch) {
  const now = ctx.clock.now().getTime();
  return ctx.db
    .select({ message: messages, attempt: attempts })
    .from(messages)
    .innerJoin(attempts, eq(attempts.id, messages.currentAttemptId))
    .where(
      and(
        inArray(messages.state, ["accepted", "unconfirmed"]),
        inArray(messages.channel, ["sms", "whatsapp"]),
        between(attempts.startedAt, new Date(now - oldestMs), new Date(now - youngestMs)),
        after === undefined ? undefined : gt(messages.id, after),
      ),
    )
    .orderBy(messages.id)
    .limit(limit);
}

async function askAbout(ctx: ServiceContext, message: Message, attempt: Attempt): Promise<Receipt | null> {
  try {
    const { providerMessageId } = attempt;
    const provider = phoneProviderOf(ctx.providers, attempt);
    if (!provider) return null;
    if (providerMessageId !== null) {
      const known = await provider.fetchStatus(providerMessageId);
      return known && { attemptId: attempt.id, providerMessageId, ...known };
    }
    const sent = await findSentTexts(provider, message, attempt);
    const only = await onlyMatch(ctx.db, message, attempt, sent);
    if (!only) return null;
    const { status, errorCode } = only;
    return { attemptId: attempt.id, providerMessageId: only.providerMessageId, status, errorCode };
  } catch (error) {
    if (!(error instanceof LookupError) || !codesOfOneMessage.includes(error.code)) throw error;
    ctx.logger.warn({ messageId: message.id, code: error.code }, "the provider's answer is of no use");
    return null;
  }
}
