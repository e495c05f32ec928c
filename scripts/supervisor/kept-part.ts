/** A part that runs: `exited` settles with what to tell about its end, wanted or not. */
export type Running = { exited: Promise<string>; stop(): Promise<void> };

/**
 * A part of the product. `launch` settles when it is ready to serve; it throws when it can't start, or when
 * the signal breaks it off, and then leaves nothing running.
 */
export type Part = { name: string; launch(signal: AbortSignal): Promise<Running> };

export type Surroundings = {
  say: (message: string) => void;
  /** Settles early when the signal fires. */
  wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  nowMilliseconds: () => number;
};

const longestPauseMilliseconds = 30_000;
/** Whoever ran this long isn't dying in a loop: the next pause is short again. */
const steadyMilliseconds = 60_000;

/** A part that is launched again whenever it ends unasked, after a pause that doubles while it keeps dying. */
export class KeptPart {
  readonly #part: Part;
  readonly #surroundings: Surroundings;
  readonly #stopper: AbortController;
  /** Fires when this part, or the product as a whole, is to end. */
  readonly #stopping: AbortSignal;
  #running: Running;
  #failures = 0;
  #restartAsked = false;
  readonly #supervision: Promise<void>;

  private constructor(
    part: Part,
    running: Running,
    surroundings: Surroundings,
    productStopping: AbortSignal,
  ) {
    this.#part = part;
    this.#running = running;
    this.#surroundings = surroundings;
    this.#stopper = new AbortController();
    this.#stopping = AbortSignal.any([productStopping, this.#stopper.signal]);
    this.#supervision = this.#supervise();
  }

  /** @throws what the first launch throws. */
  static async launch(
    part: Part,
    surroundings: Surroundings,
    productStopping: AbortSignal,
  ): Promise<KeptPart> {
    return new KeptPart(part, await part.launch(productStopping), surroundings, productStopping);
  }

  get name(): string {
    return this.#part.name;
  }

  /** Ends the part and starts it again at once. */
  async restart(): Promise<void> {
    this.#restartAsked = true;
    await this.#running.stop();
  }

  /** Ends the part for good. */
  async stop(): Promise<void> {
    this.#stopper.abort();
    await this.#running.stop();
    await this.#supervision;
  }

  async #supervise(): Promise<void> {
    while (!this.#stopping.aborted) {
      const launchedAt = this.#surroundings.nowMilliseconds();
      const ending = await this.#running.exited;
      if (this.#surroundings.nowMilliseconds() - launchedAt > steadyMilliseconds) this.#failures = 0;
      await this.#relaunch(ending);
    }
  }

  async #relaunch(ending: string): Promise<void> {
    for (let problem = ending; !this.#stopping.aborted; ) {
      if (!this.#restartAsked) await this.#pause(problem);
      this.#restartAsked = false;
      if (this.#stopping.aborted) return;
      try {
        this.#running = await this.#part.launch(this.#stopping);
        this.#surroundings.say(`${this.name} runs again.`);
        return;
      } catch (error) {
        problem = error instanceof Error ? error.message : String(error);
      }
    }
  }

  async #pause(problem: string): Promise<void> {
    const milliseconds = Math.min(longestPauseMilliseconds, 500 * 2 ** this.#failures);
    this.#failures += 1;
    this.#surroundings.say(`${this.name}: ${problem}\n  It is started again in ${milliseconds / 1000} s.`);
    await this.#surroundings.wait(milliseconds, this.#stopping);
  }
}
