const delaySeconds = [15, 30, 60, 120, 300, 600, 1200, 2400, 3600, 7200] as const;
const jitterMilliseconds = 30_000;

/** The wait after a failed attempt (counted from zero), without jitter. */
export function retryDelayMillisecondsWithoutJitter(attempt: number): number {
  return (delaySeconds[Math.min(attempt, delaySeconds.length - 1)] ?? 7200) * 1000;
}

/** The wait after a failed attempt (counted from zero); `fraction` in [0, 1) spreads it over 30 seconds. */
export function retryDelayMilliseconds(attempt: number, fraction: number): number {
  return retryDelayMillisecondsWithoutJitter(attempt) + Math.floor(fraction * jitterMilliseconds);
}
