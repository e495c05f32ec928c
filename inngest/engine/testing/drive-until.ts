import type { ManualClock } from "@/server/platform/clock";

export type DrivenEngine = { runUntilIdle(): Promise<void>; nextDueAt(): Promise<Date | null> };

const pauseWhileAppIsAwaySeconds = 30;

/**
 * Moves the clock to an instant, stopping at every time in between at which the engine has something to do. Hours
 * take as long as the work in them. While the app is away, what is due is tried every 30 seconds.
 * @param shortestStepMilliseconds brings what is due within it together into one stop
 */
export async function driveUntil(
  engine: DrivenEngine,
  clock: ManualClock,
  until: Date,
  shortestStepMilliseconds = 0,
): Promise<void> {
  const nextStop = async () => {
    const now = clock.now().getTime();
    const due = (await engine.nextDueAt())?.getTime();
    if (due === undefined) return null;
    if (due <= now) return new Date(now + pauseWhileAppIsAwaySeconds * 1000);
    return new Date(Math.max(due, now + shortestStepMilliseconds));
  };
  await engine.runUntilIdle();
  for (let next = await nextStop(); next && next < until; next = await nextStop()) {
    clock.set(next);
    await engine.runUntilIdle();
  }
  clock.set(until);
  await engine.runUntilIdle();
}
