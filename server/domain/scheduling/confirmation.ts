import { millisecondsPerMinute } from "./local-date";

export const confirmationKinds = ["none", "always", "short_notice"] as const;
export type ConfirmationKind = (typeof confirmationKinds)[number];

/** Whether a booking is agreed at once, or only asked for until the organizer confirms it. */
export type ConfirmationPolicy =
  | { kind: "none" }
  | { kind: "always"; pendingHoldsTime: boolean }
  /** Only a booking made with less notice than this must be confirmed. */
  | { kind: "short_notice"; noticeMinutes: number; pendingHoldsTime: boolean };

/** Whether a meeting at `startMs`, asked for at `nowMs`, must be confirmed. */
export function needsConfirmation(policy: ConfirmationPolicy, startMs: number, nowMs: number): boolean {
  switch (policy.kind) {
    case "none":
      return false;
    case "always":
      return true;
    case "short_notice":
      return startMs - nowMs < policy.noticeMinutes * millisecondsPerMinute;
  }
}
