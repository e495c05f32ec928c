import { beforeEach, expect, test } from "vitest";
import { KeptPart, type Part, type Surroundings } from "./kept-part";

/** A part whose lives the test ends, in a world whose time the test tells. */
class FakePart implements Part {
  readonly name = "Engine";
  launches = 0;
  failures: string[] = [];
  #end: (ending: string) => void = () => undefined;
  #launched: () => void = () => undefined;

  async launch() {
    this.launches += 1;
    const failure = this.failures.shift();
    if (failure) throw new Error(failure);
    const exited = new Promise<string>((resolve) => {
      this.#end = resolve;
    });
    this.#launched();
    return {
      exited,
      stop: async () => {
        void this.die("it ended with exit code 0.");
        await exited;
      },
    };
  }

  /** Ends the current life, and settles at the beginning of the next. */
  die(ending: string): Promise<void> {
    const next = new Promise<void>((resolve) => {
      this.#launched = resolve;
    });
    this.#end(ending);
    return next;
  }
}

let part: FakePart;
let said: string[];
let pauses: number[];
let nowMilliseconds: number;
let surroundings: Surroundings;
let product: AbortController;

beforeEach(() => {
  part = new FakePart();
  said = [];
  pauses = [];
  nowMilliseconds = 0;
  product = new AbortController();
  surroundings = {
    say: (message) => said.push(message),
    wait: async (milliseconds) => {
      pauses.push(milliseconds);
    },
    nowMilliseconds: () => nowMilliseconds,
  };
});

const launch = () => KeptPart.launch(part, surroundings, product.signal);

test("a part that dies is started again, and both are told", async () => {
  const kept = await launch();
  await part.die("it ended with signal SIGKILL.");
  await kept.stop();
  expect(said[0]).toContain("Engine: it ended with signal SIGKILL.");
  expect(said[0]).toContain("started again in 0.5 s");
  expect(said[1]).toBe("Engine runs again.");
  expect(part.launches).toBe(2);
});

test("the pause doubles while a part keeps dying, up to half a minute", async () => {
  const kept = await launch();
  for (let death = 0; death < 9; death += 1) await part.die("it ended with exit code 1.");
  await kept.stop();
  expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
});

test("a start that fails is tried again as well", async () => {
  const kept = await launch();
  part.failures = ["it didn't start: the process ended."];
  await part.die("it ended with exit code 1.");
  await kept.stop();
  expect(pauses).toEqual([500, 1000]);
  expect(said[1]).toContain("it didn't start");
});

test("after a minute of running the pause is short again", async () => {
  const kept = await launch();
  await part.die("it ended.");
  await part.die("it ended.");
  await new Promise((resolve) => setImmediate(resolve));
  nowMilliseconds += 61_000;
  await part.die("it ended.");
  await kept.stop();
  expect(pauses).toEqual([500, 1000, 500]);
});

test("a part that is stopped stays down, silently", async () => {
  const kept = await launch();
  await kept.stop();
  expect(part.launches).toBe(1);
  expect(said).toEqual([]);
});

test("a part that leaves while the product stops isn't started again", async () => {
  const kept = await launch();
  product.abort();
  void part.die("it ended with signal SIGINT.");
  await kept.stop();
  expect(part.launches).toBe(1);
  expect(said).toEqual([]);
});

test("a restart that is asked for happens at once", async () => {
  const kept = await launch();
  const again = part.die.bind(part, "it ended with exit code 0.");
  await Promise.all([kept.restart(), again()]);
  await kept.stop();
  expect(pauses).toEqual([]);
  expect(part.launches).toBe(2);
});

test("a part that can't start at first is an error, not a loop", async () => {
  part.failures = ["it didn't start: no answer."];
  await expect(launch()).rejects.toThrow("no answer");
  expect(part.launches).toBe(1);
});
