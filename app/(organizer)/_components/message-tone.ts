import type { Tone } from "@/app/_components/tone";
import type { MessageTone } from "@/server/domain/workflows/describe-message";

/** The colour in which a message's standing is shown. */
export const toneOfMessage: Record<MessageTone, Tone> = {
  bad: "bad",
  warn: "warn",
  moving: "accent",
  waiting: "neutral",
  good: "good",
  off: "neutral",
};
