import type { MessageOutcome } from "@/server/domain/workflows/message-groups";

/** What each list of a log is called. */
export const outcomeNames: Record<MessageOutcome, string> = {
  so_far: "So far",
  attention: "Needs attention",
  moving: "On their way",
  scheduled: "Scheduled",
  sent: "Sent",
  stopped: "Not needed",
  all: "All",
};
