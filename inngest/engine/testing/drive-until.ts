import type { ManualClock } from "@/server/platform/clock";

export type DrivenEngine = { runUntilIdle(): Promise<void>; nextDueAt(): Promise<Date | null> };

const pauseWhileAppIsAwaySeconds = 30;

/**
 * Moves the clock to an instant, stopping at every time in between at which the engine has something to do. Hours
 * take as long as the work in them. While the app is away, what is due is tried every 30 seconds.
 */
export async function driveUntil(engine: DrivenEngine, clock: ManualClock, until: Date): Promise<void> {
  await engine.runUntilIdle();
  for (let next = await nextStop(engine, clock); next && next < until; next = await nextStop(engine, clock)) {
    clock.set(next);
    await engine.runUntilIdle();
  }
  clock.set(until);
  await engine.runUntilIdle();
}

async function nextStop(engine: DrivenEngine, clock: ManualClock): Promise<Date | null> {
  const next = await engine.nextDueAt();
  const now = clock.now();
  return next && next <= now ? new Date(now.getTime() + pauseWhileAppIsAwaySeconds * 1000) : next;
}
