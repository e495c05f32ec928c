const movingMs = 2_000;
const restingMs = 30_000;

/** How long to wait before asking again: briefly while something is on its way. */
export function pollInterval(isMoving: boolean): number {
  return isMoving ? movingMs : restingMs;
}
