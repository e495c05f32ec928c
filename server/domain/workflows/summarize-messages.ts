import {
  describeMessage,
  isMoving,
  type MessageFacts,
  type MessageTone,
  messageTones,
} from "./describe-message";
import type { MessageChannel } from "./message-state";

export type MessagesSummary = {
  /** How the message that stands worst stands, or null where none is owed. */
  worst: { tone: MessageTone; headline: string; channel: MessageChannel } | null;
  /** The next that waits for its time. */
  next: { channel: MessageChannel; dueAt: string } | null;
  isMoving: boolean;
};

/** What there is to say about all the messages of a booking at a glance. */
export function summarizeMessages(messages: readonly MessageFacts[], now: Date): MessagesSummary {
  const byTone = messages
    .map((message) => ({ message, words: describeMessage(message, now) }))
    .filter(({ words }) => words.tone !== "off")
    .sort((a, b) => messageTones.indexOf(a.words.tone) - messageTones.indexOf(b.words.tone));
  const [worst] = byTone;
  const [next] = messages
    .filter((message) => (message.state === "planned" || message.state === "armed") && message.dueAt > now)
    .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
  return {
    worst: worst
      ? {
          tone: worst.words.tone,
          headline: worst.words.headline,
          channel: worst.message.channel,
        }
      : null,
    next: next ? { channel: next.channel, dueAt: next.dueAt.toISOString() } : null,
    isMoving: messages.some((message) => isMoving(message, now)),
  };
}
