import type { Transaction } from "@/db/client";
import type { messages } from "@/db/schema/messages";
import { isToPhone } from "@/server/domain/workflows/message-state";
import { admitMessage } from "@/server/services/senders/admit-message";
import { senderIdOf } from "@/server/services/senders/sender-id-of";
import type { ServiceContext } from "@/server/services/service-context";
import { holdMessage } from "./hold-message";
import { otherPhoneProvider, phoneProviderOfMessage } from "./phone-providers";

type Message = typeof messages.$inferSelect;

export type ProviderChoice =
  | { kind: "chosen"; provider: string }
  /** Its sender is stopped: the message waits, and has been written so. */
  | { kind: "held"; at: Date; code: string }
  /** The one that it names is no longer configured. */
  | { kind: "gone" };

/**
 * Through which provider a message leaves now. Where the sender of the usual one is stopped, a text that falls back to
 * the other provider leaves through that one; any other message waits.
 */
export async function chooseProvider(
  ctx: ServiceContext,
  tx: Transaction,
  message: Message,
): Promise<ProviderChoice> {
  const usual = usualProvider(ctx, message);
  if (usual === null) return { kind: "gone" };
  const stop = await stopOf(ctx, tx, message, usual);
  if (stop === null) return { kind: "chosen", provider: usual };
  const other = providerToGoOverTo(ctx, message, usual);
  if (other !== null && (await stopOf(ctx, tx, message, other)) === null) {
    return { kind: "chosen", provider: other };
  }
  const { senderId, at, code } = stop;
  await holdMessage(tx, message, { senderId, at, code, now: ctx.clock.now() });
  return { kind: "held", at, code };
}

/** The provider that a text goes over to rather than wait for the sender of another; null where it has to wait. */
export function providerToGoOverTo(
  { providers }: ServiceContext,
  { channel, fallback }: Pick<Message, "channel" | "fallback">,
  provider: string,
): string | null {
  if (fallback?.kind !== "other_provider" || !isToPhone(channel)) return null;
  return otherPhoneProvider(providers, channel, { provider })?.name ?? null;
}

function usualProvider({ providers }: ServiceContext, { channel, provider }: Message): string | null {
  if (!isToPhone(channel)) return providers.email.name;
  return phoneProviderOfMessage(providers, { channel, provider })?.name ?? null;
}

async function stopOf(ctx: ServiceContext, tx: Transaction, { id, channel }: Message, provider: string) {
  const senderId = senderIdOf(ctx.providers, { channel, provider });
  if (senderId === null) return null;
  const refused = await admitMessage(tx, { messageId: id, senderId, now: ctx.clock.now() });
  return refused && { senderId, ...refused };
}
