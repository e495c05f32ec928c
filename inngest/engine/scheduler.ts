/** When the engine moves by itself. */
export type Scheduler = {
  /** Calls back once after a time, unless cancelled first. */
  after(milliseconds: number, callback: () => void): () => void;
  /** Calls back now, since something became due. */
  soon(callback: () => void): void;
};

export const timerScheduler: Scheduler = {
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
  soon: (callback) => callback(),
};

/** Never calls back: whoever holds the clock moves the engine on, with `runUntilIdle`. */
export const drivenScheduler: Scheduler = { after: () => () => undefined, soon: () => undefined };
