import { findSenders } from "@/db/queries/sender-queries";
import type { CheckSenderInput } from "@/server/domain/senders/check-sender-input";
import type { SenderState } from "@/server/domain/senders/sender-state";
import { describeDeliveryCode } from "@/server/domain/workflows/delivery-codes";
import { ServiceError } from "@/server/platform/service-error";
import type { AccountCheck } from "@/server/providers/sms/port";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { askAccount } from "./check-senders";
import { configuredSenders } from "./configured-senders";
import { readSenders, type SenderView } from "./read-senders";
import { releaseHeldMessages } from "./release-held-messages";

const pauseMs = 10_000;
const releasedAtOnce = 100;

export type SenderCheck = {
  /**
   * `works`: messages leave. `trying`: the account is in order, and whether the sender is shows with the next message.
   * `refused`: the provider still refuses it. `unanswered`: the provider couldn't be asked.
   */
  outcome: "works" | "trying" | "refused" | "unanswered";
  /** Why not, in plain words; empty where it works. */
  meaning: string;
  sender: SenderView;
};

/**
 * Asks after the account of a sender now, which is that of the provider's other senders as well. Where it is in order
 * the messages that wait are taken up at once.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; NOT_FOUND for a sender that this
 * installation doesn't have; TOO_MANY_REQUESTS where somebody checked it a few seconds ago.
 */
export async function checkSender(ctx: ServiceContext, { id }: CheckSenderInput): Promise<SenderCheck> {
  requireUserId(ctx.actor);
  const configured = configuredSenders(ctx.providers);
  const sender = configured.find((each) => each.id === id);
  if (!sender) throw new ServiceError("NOT_FOUND", "There is no such sender.", { reason: "no_sender" });
  await requirePause(ctx, id);
  const ofProvider = configured.filter((each) => each.provider === sender.provider);
  const { check, states } = await askAccount(ctx, ofProvider, { isAskedFor: true });
  if ([...states.values()].some((state) => state !== "stopped"))
    await releaseHeldMessages(ctx, releasedAtOnce);
  const view = (await readSenders(ctx)).find((each) => each.id === id);
  if (!view) throw new Error(`The sender ${id} is not listed.`);
  return {
    outcome: outcomeOf(check.kind, view.state),
    meaning: check.kind === "passed" ? view.meaning : describeDeliveryCode(sender.channel, check.code),
    sender: view,
  };
}

function outcomeOf(check: AccountCheck["kind"], state: SenderState): SenderCheck["outcome"] {
  if (check === "unanswered") return "unanswered";
  if (state === "working") return "works";
  return state === "probing" ? "trying" : "refused";
}

async function requirePause(ctx: ServiceContext, id: string): Promise<void> {
  const [known] = await findSenders(ctx.db, [id]);
  const sinceMs = ctx.clock.now().getTime() - (known?.lastCheckedAt?.getTime() ?? Number.NEGATIVE_INFINITY);
  if (sinceMs >= pauseMs) return;
  const retryAfterSeconds = Math.ceil((pauseMs - sinceMs) / 1000);
  throw new ServiceError(
    "TOO_MANY_REQUESTS",
    `It was checked just now. Try again in ${retryAfterSeconds} seconds.`,
    { reason: "checked_just_now", retryAfterSeconds },
  );
}
