import { setTimeout as delay } from "node:timers/promises";
import { step } from "../preparation/step.mjs";
import { KeptPart, type Part, type Surroundings } from "./kept-part";

const surroundings: Surroundings = {
  say: (message) => {
    process.stdout.write(`\n  ${new Date().toTimeString().slice(0, 8)}  ${message}\n`);
  },
  wait: (milliseconds, signal) => delay(milliseconds, undefined, { signal }).catch(() => undefined),
  nowMilliseconds: () => performance.now(),
};

/** The parts that run, in the order in which they were started. */
export class RunningProduct {
  readonly #parts: KeptPart[] = [];
  readonly #stopper = new AbortController();
  readonly #onStopped: () => void;
  #stopped: Promise<void> | undefined;

  constructor(options: { onStopped: () => void }) {
    this.#onStopped = options.onStopped;
  }

  get isStopping(): boolean {
    return this.#stopper.signal.aborted;
  }

  /** @throws Error that names the part when it can't start. */
  async launch(part: Part): Promise<KeptPart> {
    this.#stopper.signal.throwIfAborted();
    const kept = await step(part.name, () =>
      KeptPart.launch(part, surroundings, this.#stopper.signal).catch((error: Error) => {
        throw new Error(`${part.name}: ${error.message}`);
      }),
    );
    this.#parts.push(kept);
    return kept;
  }

  /** Stops the parts, the last one first. */
  stop(): Promise<void> {
    this.#stopper.abort();
    this.#stopped ??= this.#stopInReverse();
    return this.#stopped;
  }

  /** Ends this process in order at the first signal, and at once at the second: the parts leave by themselves. */
  stopOnSignals(): void {
    const onSignal = () => {
      if (this.isStopping) process.exit(1);
      process.stdout.write("\n  Stopping …\n");
      this.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    };
    process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
    if (process.env.npm_lifecycle_event) onParentGone(onSignal);
    // A closed terminal is no reason to fall over.
    process.stdout.on("error", () => undefined);
    process.stderr.on("error", () => undefined);
  }

  async #stopInReverse(): Promise<void> {
    while (this.#parts.length > 0) await this.#parts.pop()?.stop();
    this.#onStopped();
  }
}

/** A killed npm takes no one along; whoever started us through it means us. */
function onParentGone(callback: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, 500);
  timer.unref();
}
