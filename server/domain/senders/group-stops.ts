import { type MessageChannel, messageChannels } from "@/server/domain/workflows/message-state";
import type { SenderState } from "./sender-state";

type Stoppable = {
  channel: MessageChannel;
  provider: string;
  state: SenderState;
  code: string | null;
  stoppedAt: Date | string | null;
};

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

function placeOf({ channel }: Stoppable): number {
  return messageChannels.indexOf(channel);
}
