const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long before it is due a message is armed, so that the engine sleeps for hours and never for months. */
export const armingHorizonMs = 12 * hour;

/** How long a planned message waits for its booking's run before look-after arms it. */
export const armingGraceMs = 30 * second;

/** How long past its time an armed message waits before it is armed anew; longer than the expected backlog. */
export const rearmingGraceMs = 10 * minute;

/** How long an attempt may take before it counts as unanswered; longer than the provider's time-out. */
export const sendingLeaseMs = 45 * second;

const reconciliationLooksMs = [5 * second, 30 * second, 2 * minute, 10 * minute];
const receiptLooksMs = [10 * minute, hour, 6 * hour, 24 * hour];

/** How long to wait before the given look (from 0) for an unanswered attempt, or null when it was the last. */
export function reconciliationLookDelayMs(lookCount: number): number | null {
  return reconciliationLooksMs[lookCount] ?? null;
}

/** How long to wait before the given look (from 0) for an outstanding receipt, or null when it was the last. */
export function receiptLookDelayMs(lookCount: number): number | null {
  return receiptLooksMs[lookCount] ?? null;
}

/**
 * When to ask again about an accepted text, after so many looks: at the next of the usual times, or when it is to be
 * followed if that comes first. Null after the last look.
 */
export function nextReceiptLookAt(lookCount: number, fallbackAt: Date | null, now: Date): Date | null {
  const delayMs = receiptLookDelayMs(lookCount);
  if (delayMs === null) return null;
  return new Date(Math.min(now.getTime() + delayMs, fallbackAt?.getTime() ?? Number.POSITIVE_INFINITY));
}

const retryDelaysMs = [5 * second, 15 * second, minute, 5 * minute, 15 * minute, hour];

/** How long to wait after the given attempt (from 1) was refused for now; the provider's own wish is the least. */
export function retryDelayMs(attemptNumber: number, retryAfterSeconds = 0): number {
  const own = retryDelaysMs[Math.min(attemptNumber, retryDelaysMs.length) - 1] ?? hour;
  return Math.max(own, retryAfterSeconds * second);
}

/** When look-after first looks at a planned message. */
export function firstLookAt(dueAt: Date, now: Date): Date {
  return new Date(Math.max(dueAt.getTime() - armingHorizonMs, now.getTime() + armingGraceMs));
}
