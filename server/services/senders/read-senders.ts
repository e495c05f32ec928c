import { countHeld, findSenders } from "@/db/queries/sender-queries";
import type { SenderProof, SenderState } from "@/server/domain/senders/sender-state";
import { describeSender, type SenderWords } from "@/server/domain/senders/sender-words";
import { describeDeliveryCode } from "@/server/domain/workflows/delivery-codes";
import type { MessageChannel } from "@/server/domain/workflows/message-state";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { configuredSenders } from "./configured-senders";

export type SenderView = SenderWords & {
  id: string;
  channel: MessageChannel;
  provider: string;
  /** The number, service or address, masked; null where it isn't known. */
  name: string | null;
  state: SenderState;
  code: string | null;
  stoppedAt: string | null;
  /** When Punctual looks again by itself; null while it works or a message is trying. */
  nextCheckAt: string | null;
  resumesBy: SenderProof | null;
  /** When its account was last asked after, and what that said: null where it passed. */
  lastCheckedAt: string | null;
  lastCheck: { code: string; meaning: string } | null;
  /** How many of the organizer's own messages wait for it. */
  heldCount: number;
};

/**
 * The senders of this installation, those that don't work first.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer.
 */
export async function readSenders(ctx: ServiceContext): Promise<SenderView[]> {
  const ownerId = requireUserId(ctx.actor);
  const configured = configuredSenders(ctx.providers);
  const [known, held] = await Promise.all([
    findSenders(
      ctx.db,
      configured.map(({ id }) => id),
    ),
    countHeld(ctx.db, ownerId),
  ]);
  const views = configured.map(({ id, channel, provider }): SenderView => {
    const row = known.find((sender) => sender.id === id);
    const state = row?.state ?? "working";
    const code = row?.code ?? null;
    const lastCheckCode = row?.lastCheckCode ?? null;
    return {
      ...describeSender({ channel, provider, state, code }),
      ...{ id, channel, provider, state, code },
      name: ctx.installation.senderNames[id] ?? null,
      stoppedAt: row?.stoppedAt?.toISOString() ?? null,
      nextCheckAt: row?.nextCheckAt?.toISOString() ?? null,
      resumesBy: row?.resumesBy ?? null,
      lastCheckedAt: row?.lastCheckedAt?.toISOString() ?? null,
      lastCheck:
        lastCheckCode === null
          ? null
          : { code: lastCheckCode, meaning: describeDeliveryCode(channel, lastCheckCode) },
      heldCount: held.get(id) ?? 0,
    };
  });
  return views.sort((a, b) => Number(a.state === "working") - Number(b.state === "working"));
}
