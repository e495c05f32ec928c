export const deliveryStates = ["waiting", "sending", "delivered", "failed", "cancelled"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** The changes of state that a delivery may make; the database refuses all others. */
export const deliveryTransitions: Record<DeliveryState, readonly DeliveryState[]> = {
  waiting: ["sending", "cancelled"],
  sending: ["waiting", "delivered", "failed", "cancelled"],
  delivered: [],
  failed: [],
  cancelled: [],
};

/** States from which a delivery still goes on; a later one of the same webhook waits for it. */
export const openDeliveryStates = ["waiting", "sending"] as const satisfies DeliveryState[];

const minute = 60_000;
const hour = 60 * minute;

// Together a little under a day, so that a receiver may be down over night.
const retryDelaysMs = [30_000, 2 * minute, 10 * minute, 30 * minute, hour, 3 * hour, 6 * hour, 12 * hour];

/**
 * How long to wait after the given attempt (from 1) failed, or null when it was the last. The receiver's own wish is
 * the least, but never more than the longest wait.
 */
export function deliveryRetryDelayMs(attemptNumber: number, retryAfterSeconds = 0): number | null {
  const own = retryDelaysMs[attemptNumber - 1];
  if (own === undefined) return null;
  return Math.max(own, Math.min(retryAfterSeconds * 1000, 12 * hour));
}

/** How long nothing may get through before a failed delivery switches its webhook off. */
export const failingTooLongMs = 3 * 24 * hour;

/** How long an attempt may take before it counts as unanswered; longer than a call's time-out. */
export const deliveryLeaseMs = 45_000;

/** How long the event of a delivery may take before look-after sends another. */
export const deliveryGraceMs = 10 * minute;
