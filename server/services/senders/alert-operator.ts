import { inArray } from "drizzle-orm";
import { countHeld, findSenders, lockUntold, type SenderRow } from "@/db/queries/sender-queries";
import { senders } from "@/db/schema/senders";
import { groupStops } from "@/server/domain/senders/group-stops";
import { describeSender, headlineOf } from "@/server/domain/senders/sender-words";
import { inTransaction } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { configuredSenders } from "./configured-senders";
import { mailOperator } from "./mail-operator";
import { operatorAddress } from "./operator-address";

export type AlertReport = { kind: "nothing_to_tell" | "told" | "could_not_tell"; senders: number };

/**
 * Tells the operator by one mail of the senders that stopped since they were last told. Each stop is told of once:
 * it counts as told before the mail leaves, and as untold again only where the mail server surely refused it. While
 * mails can't leave either, it waits until they can.
 */
export async function alertOperator(ctx: ServiceContext): Promise<AlertReport> {
  const to = await operatorAddress(ctx);
  if (to === null) return { kind: "nothing_to_tell", senders: 0 };
  const stopped = await claimUntold(ctx);
  const stops = groupStops(stopped);
  const [first] = stops;
  if (!first) return { kind: "nothing_to_tell", senders: 0 };
  const refusal = await mailOperator(ctx, {
    to,
    headline: headlineOfStop(first),
    text: await alertText(ctx, stops),
  });
  if (refusal === null) return { kind: "told", senders: stopped.length };
  ctx.logger.error({ code: refusal }, "the operator could not be told that a sender is stopped");
  await ctx.db
    .update(senders)
    .set({ notifiedAt: null })
    .where(
      inArray(
        senders.id,
        stopped.map((sender) => sender.id),
      ),
    );
  return { kind: "could_not_tell", senders: stopped.length };
}

async function claimUntold(ctx: ServiceContext): Promise<SenderRow[]> {
  const ids = configuredSenders(ctx.providers).map(({ id }) => id);
  return inTransaction(ctx, async ({ tx }) => {
    const [mail] = await findSenders(tx, [ctx.providers.email.senderId]);
    if (mail && mail.state !== "working") return [];
    const untold = await lockUntold(tx, ids);
    if (untold.length === 0) return [];
    await tx
      .update(senders)
      .set({ notifiedAt: ctx.clock.now() })
      .where(
        inArray(
          senders.id,
          untold.map(({ id }) => id),
        ),
      );
    return untold;
  });
}

type Stop = [SenderRow, ...SenderRow[]];

function headlineOfStop(stop: Stop): string {
  return headlineOf(stop, stop[0].state);
}

async function alertText(ctx: ServiceContext, stops: readonly Stop[]): Promise<string> {
  const held = await countHeld(ctx.db);
  const each = stops.map((stop) => {
    const [first] = stop;
    const { meaning, remedy } = describeSender(first);
    const since = first.stoppedAt?.toISOString().slice(0, 16).replace("T", " ");
    const waiting = stop.reduce((sum, { id }) => sum + (held.get(id) ?? 0), 0);
    return `${headlineOfStop(stop)}, since ${since} UTC.\n\nWhy: ${meaning} (${first.code})\n\nWhat to do: ${remedy}\n\nMessages that wait: ${waiting}`;
  });
  return [
    "Hi,",
    "Punctual has stopped sending, so that no message is used up in vain.",
    ...each,
    "Punctual looks again by itself, at least every quarter of an hour. What is still of use then goes out, each message once.",
    `See how it stands, and check at once:\n${ctx.publicUrl}/settings#sending`,
  ].join("\n\n");
}
