import type { ManualClock } from "@/server/platform/clock";

export type DrivenEngine = { runUntilIdle(): Promise<void>; nextDueAt(): Promise<Date | null> };

/**
 * Moves the clock to an instant, stopping at every time in between at which the engine has something to do. Hours
 * take as long as the work in them.
 */
export async function driveUntil(engine: DrivenEngine, clock: ManualClock, until: Date): Promise<void> {
  for (;;) {
    await engine.runUntilIdle();
    const next = await engine.nextDueAt();
    if (!next || next > until) break;
    // What is due and yet wasn't done (the app is away) waits for the clock's next stop.
    clock.set(next > clock.now() ? next : new Date(Math.min(clock.now().getTime() + 1000, until.getTime())));
    if (clock.now() >= until) break;
  }
  clock.set(until);
  await engine.runUntilIdle();
}
