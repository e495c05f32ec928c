import type { eventTypes } from "@/db/schema/event-types";
import type { ConfirmationPolicy } from "@/server/domain/scheduling/confirmation";

type ConfirmationColumns = Pick<
  typeof eventTypes.$inferSelect,
  "confirmation" | "confirmationNoticeMinutes" | "pendingHoldsTime"
>;

/** What an event type says about confirmation. */
export function confirmationPolicyOf(eventType: ConfirmationColumns): ConfirmationPolicy {
  const { confirmation: kind, confirmationNoticeMinutes, pendingHoldsTime } = eventType;
  switch (kind) {
    case "none":
      return { kind };
    case "always":
      return { kind, pendingHoldsTime };
    case "short_notice":
      return { kind, noticeMinutes: confirmationNoticeMinutes ?? 0, pendingHoldsTime };
  }
}
