import type { ReplyKind } from "@/server/domain/replies/parse-reply";
import type { MessageTone } from "@/server/domain/workflows/describe-message";
import type { TimelineEntry } from "./booking-timeline";

export type TimelineInbound = {
  id: string;
  body: string;
  kind: ReplyKind;
  receivedAt: Date;
  /** It wasn’t forwarded, since the number had written so often. */
  isWithheld: boolean;
};

const withheld = {
  meaning: "Kept here only: this number had written more within the hour than is forwarded by mail.",
  tone: "moving" as const,
};

const meanings: Record<ReplyKind, { meaning: string; tone: MessageTone }> = {
  stop: { meaning: "This number gets no more texts from you.", tone: "bad" },
  start: { meaning: "This number takes texts again.", tone: "good" },
  yes: { meaning: "Taken for a yes: to texts where they were stopped, else to the meeting.", tone: "good" },
  help: { meaning: "Answered with who texts, and how to stop it.", tone: "off" },
  confirm: { meaning: "They want to confirm that they’re coming.", tone: "good" },
  cancel: { meaning: "They want to cancel; they are asked before it is done.", tone: "warn" },
  reschedule: { meaning: "They want another time.", tone: "moving" },
  choice: { meaning: "A number, as the answer to which booking is meant.", tone: "off" },
  other: { meaning: "Forwarded to you by mail.", tone: "moving" },
};

/** A text that came from the attendee's phone, as an entry of the timeline. */
export function inboundEntry({ id, body, kind, receivedAt, isWithheld }: TimelineInbound): TimelineEntry {
  return {
    ...(isWithheld ? withheld : meanings[kind]),
    id: `inbound:${id}`,
    at: receivedAt.toISOString(),
    kind: "inbound",
    title: `They texted: “${body.trim()}”`,
    startsAt: null,
    previousStartsAt: null,
    messageId: null,
    provider: null,
  };
}
