/** The current instant as an argument, so that hours of behaviour can be tested in seconds. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is told to move. */
export class ManualClock implements Clock {
  #milliseconds: number;

  constructor(startAt: Date) {
    this.#milliseconds = startAt.getTime();
  }

  now(): Date {
    return new Date(this.#milliseconds);
  }

  advance(milliseconds: number): void {
    this.#milliseconds += milliseconds;
  }

  set(instant: Date): void {
    this.#milliseconds = instant.getTime();
  }
}
