import { type MessageChannel, messageChannels } from "@/server/domain/workflows/message-state";
import type { SenderState } from "./sender-state";

type Stoppable = {
  channel: MessageChannel;
  provider: string;
  state: SenderState;
  code: string | null;
  stoppedAt: Date | string | null;
};

type Recoverable = Pick<Stoppable, "channel" | "provider"> & { recoveredAt: Date | null };

/** The senders that don't work, those together that the same refusal has stopped; texts before all else. */
export function groupStops<Sender extends Stoppable>(senders: readonly Sender[]): [Sender, ...Sender[]][] {
  const stops = new Map<string, [Sender, ...Sender[]]>();
  for (const sender of senders.toSorted((a, b) => placeOf(a) - placeOf(b))) {
    if (sender.state === "working") continue;
    const { provider, state, code, stoppedAt } = sender;
    const key = [provider, state, code, new Date(stoppedAt ?? 0).getTime()].join(" ");
    const stop = stops.get(key);
    if (stop) stop.push(sender);
    else stops.set(key, [sender]);
  }
  return [...stops.values()];
}

/** Senders that work again, those of a provider together that do so since the same time. */
export function groupRecoveries<Sender extends Recoverable>(
  senders: readonly Sender[],
): [Sender, ...Sender[]][] {
  const recoveries = new Map<string, [Sender, ...Sender[]]>();
  for (const sender of senders.toSorted((a, b) => placeOf(a) - placeOf(b))) {
    const key = `${sender.provider} ${sender.recoveredAt?.getTime()}`;
    const recovery = recoveries.get(key);
    if (recovery) recovery.push(sender);
    else recoveries.set(key, [sender]);
  }
  return [...recoveries.values()];
}

function placeOf({ channel }: Pick<Stoppable, "channel">): number {
  return messageChannels.indexOf(channel);
}
