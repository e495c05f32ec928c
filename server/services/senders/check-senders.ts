import { eq } from "drizzle-orm";
import { findSenders, lockSenders } from "@/db/queries/sender-queries";
import { senders } from "@/db/schema/senders";
import {
  afterFailedCheck,
  afterPassedCheck,
  afterUnknownCheck,
} from "@/server/domain/senders/sender-changes";
import type { SenderFacts } from "@/server/domain/senders/sender-state";
import type { AccountCheck } from "@/server/providers/sms/port";
import { inTransaction } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { type ConfiguredSender, configuredSenders } from "./configured-senders";
import { saveSender } from "./save-sender";

/** Asks after the accounts of all senders, whatever is known of them; returns how many don't work. Sends nothing. */
export async function checkAllSenders(ctx: ServiceContext): Promise<{ checked: number; stopped: number }> {
  return checkEach(ctx, configuredSenders(ctx.providers));
}

/** Asks after the accounts of the stopped senders whose next check has come; returns how many still don't work. */
export async function checkStoppedSenders(
  ctx: ServiceContext,
): Promise<{ checked: number; stopped: number }> {
  const configured = configuredSenders(ctx.providers);
  const now = ctx.clock.now();
  const known = await findSenders(
    ctx.db,
    configured.map(({ id }) => id),
  );
  const due = new Set(
    known.filter(({ nextCheckAt }) => nextCheckAt !== null && nextCheckAt <= now).map(({ id }) => id),
  );
  return checkEach(
    ctx,
    configured.filter(({ id }) => due.has(id)),
  );
}

async function checkEach(ctx: ServiceContext, wanted: readonly ConfiguredSender[]) {
  let stopped = 0;
  for (const sender of wanted) {
    const check = await askAccount(ctx, sender, { isAskedFor: false });
    if (check.state === "stopped") stopped += 1;
  }
  return { checked: wanted.length, stopped };
}

function afterCheck(
  sender: SenderFacts,
  { check, isAskedFor }: { check: AccountCheck; isAskedFor: boolean },
  now: Date,
): SenderFacts {
  if (check.kind === "passed") return afterPassedCheck(sender, now);
  if (check.kind === "unknown") return afterUnknownCheck(sender);
  return afterFailedCheck(sender, { code: check.kind === "refused" ? check.code : null, isAskedFor }, now);
}

/**
 * Asks after the account of one sender and puts on record what that says: a stopped one works again, is on probation,
 * or waits for a later check; one that works stops where it is refused. What stopped while the provider was being
 * asked stays stopped.
 */
export async function askAccount(
  ctx: ServiceContext,
  sender: ConfiguredSender,
  { isAskedFor }: { isAskedFor: boolean },
): Promise<{ check: AccountCheck; state: (typeof senders.$inferSelect)["state"] }> {
  const askedAt = ctx.clock.now();
  const check = await sender.checkAccount();
  return inTransaction(ctx, async ({ tx }) => {
    const now = ctx.clock.now();
    const [known] = await lockSenders(tx, [sender], now);
    if (!known) throw new Error(`The sender ${sender.id} is not on record.`);
    const lastCheck = {
      lastCheckedAt: now,
      lastCheckCode: check.kind === "passed" ? null : check.code,
    };
    if (known.stoppedAt !== null && known.stoppedAt > askedAt) {
      await tx.update(senders).set(lastCheck).where(eq(senders.id, known.id));
      return { check, state: known.state };
    }
    const after = afterCheck(known, { check, isAskedFor }, now);
    await saveSender(tx, known, { ...after, ...lastCheck }, now);
    const { id: senderId, provider, state: from } = known;
    if (after.state !== from) {
      ctx.logger.warn({ senderId, provider, from, state: after.state, code: after.code }, "sender checked");
    }
    return { check, state: after.state };
  });
}
