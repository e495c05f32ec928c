import { findSenders, lockSenders } from "@/db/queries/sender-queries";
import {
  afterFailedCheck,
  afterPassedCheck,
  afterUnknownCheck,
} from "@/server/domain/senders/sender-changes";
import type { SenderFacts, SenderState } from "@/server/domain/senders/sender-state";
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

/** Asks each provider once; its answer is about all of its senders that are wanted. */
async function checkEach(ctx: ServiceContext, wanted: readonly ConfiguredSender[]) {
  let stopped = 0;
  for (const provider of new Set(wanted.map((sender) => sender.provider))) {
    const ofProvider = wanted.filter((sender) => sender.provider === provider);
    const { states } = await askAccount(ctx, ofProvider, { isAskedFor: false });
    stopped += [...states.values()].filter((state) => state === "stopped").length;
  }
  return { checked: wanted.length, stopped };
}

export type AccountAnswer = { check: AccountCheck; states: ReadonlyMap<string, SenderState> };

/**
 * Asks after the account of senders of one provider and puts on record what that says: a stopped one works again, is
 * on probation, or waits for a later check; one that works stops where it is refused. What stopped while the provider
 * was being asked stays stopped. Returns the states by the senders' ids.
 */
export async function askAccount(
  ctx: ServiceContext,
  ofProvider: readonly ConfiguredSender[],
  { isAskedFor }: { isAskedFor: boolean },
): Promise<AccountAnswer> {
  const [first] = ofProvider;
  if (!first) throw new Error("There is no sender to ask about.");
  const askedAt = ctx.clock.now();
  const check = await first.checkAccount();
  return inTransaction(ctx, async ({ tx }) => {
    const now = ctx.clock.now();
    const states = new Map<string, SenderState>();
    for (const known of await lockSenders(tx, ofProvider, now)) {
      const isNewer = known.stoppedAt !== null && known.stoppedAt > askedAt;
      const after = isNewer ? known : afterCheck(known, check, { isAskedFor, now });
      const lastCheckCode = check.kind === "passed" ? null : check.code;
      await saveSender(tx, known, { ...after, lastCheckedAt: now, lastCheckCode }, now);
      const { id: senderId, provider, state: from } = known;
      const { state, code } = after;
      if (state !== from) ctx.logger.warn({ senderId, provider, from, state, code }, "sender checked");
      states.set(senderId, state);
    }
    return { check, states };
  });
}

function afterCheck(
  sender: SenderFacts,
  check: AccountCheck,
  { isAskedFor, now }: { isAskedFor: boolean; now: Date },
): SenderFacts {
  if (check.kind === "passed") return afterPassedCheck(sender, now);
  if (check.kind === "unknown") return afterUnknownCheck(sender);
  return afterFailedCheck(sender, { code: check.kind === "refused" ? check.code : null, isAskedFor }, now);
}
