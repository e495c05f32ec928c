import { and, eq, inArray, isNotNull } from "drizzle-orm";
import { findSenders, type SenderRow } from "@/db/queries/sender-queries";
import { senders } from "@/db/schema/senders";
import { groupRecoveries } from "@/server/domain/senders/group-stops";
import { headlineOf } from "@/server/domain/senders/sender-words";
import { inTransaction } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import type { AlertReport } from "./alert-operator";
import { configuredSenders } from "./configured-senders";
import { mailOperator } from "./mail-operator";
import { operatorAddress } from "./operator-address";

/**
 * Tells the operator by one mail of the senders that work again, where they were told that these had stopped. Each
 * recovery is told of once, as each stop is; a sender that stops again before that is not told of. While mails can't
 * leave, it waits until they can.
 */
export async function tellOfRecovery(ctx: ServiceContext): Promise<AlertReport> {
  const to = await operatorAddress(ctx);
  const recovered = to === null ? [] : await claimRecovered(ctx);
  const recoveries = groupRecoveries(recovered);
  const [first] = recoveries;
  if (to === null || !first) return { kind: "nothing_to_tell", senders: 0 };
  const mail = { to, headline: headlineOfRecovery(first), text: recoveryText(ctx, recoveries) };
  const refusal = await mailOperator(ctx, mail);
  if (refusal === null) return { kind: "told", senders: recovered.length };
  ctx.logger.error({ code: refusal }, "the operator could not be told that a sender works again");
  await putBack(ctx, recovered);
  return { kind: "could_not_tell", senders: recovered.length };
}

/** Takes the recoveries that are to be told of; what happens to their senders after is news again. */
async function claimRecovered(ctx: ServiceContext): Promise<SenderRow[]> {
  const ids = configuredSenders(ctx.providers).map(({ id }) => id);
  return inTransaction(ctx, async ({ tx }) => {
    const [mail] = await findSenders(tx, [ctx.providers.email.senderId]);
    if (mail && mail.state !== "working") return [];
    const recovered = await tx
      .select()
      .from(senders)
      .where(and(inArray(senders.id, ids), isNotNull(senders.recoveredAt)))
      .orderBy(senders.id)
      .for("no key update");
    if (recovered.length === 0) return [];
    await tx
      .update(senders)
      .set({ recoveredAt: null, notifiedAt: null })
      .where(inArray(senders.id, idsOf(recovered)));
    return recovered;
  });
}

/** Has recoveries told of after all, but for senders that have stopped meanwhile. */
async function putBack({ db }: ServiceContext, recovered: readonly SenderRow[]): Promise<void> {
  for (const { id, recoveredAt, notifiedAt } of recovered) {
    const stillWorks = and(eq(senders.id, id), eq(senders.state, "working"));
    await db.update(senders).set({ recoveredAt, notifiedAt }).where(stillWorks);
  }
}

function idsOf(rows: readonly SenderRow[]): string[] {
  return rows.map(({ id }) => id);
}

type Recovery = [SenderRow, ...SenderRow[]];

function headlineOfRecovery(recovery: Recovery): string {
  return `${headlineOf(recovery, "working")} again`;
}

function recoveryText({ publicUrl }: ServiceContext, recoveries: readonly Recovery[]): string {
  const each = recoveries.map((recovery) => {
    const since = recovery[0].recoveredAt?.toISOString().slice(0, 16).replace("T", " ");
    return `${headlineOfRecovery(recovery)}, since ${since} UTC.`;
  });
  return [
    "Hi,",
    ...each,
    "What waited and still is of use goes out by itself, each message once. There is nothing for you to do.",
    `See what was sent meanwhile:\n${publicUrl}/messages`,
  ].join("\n\n");
}
