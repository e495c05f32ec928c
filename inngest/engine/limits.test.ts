import { expect, test } from "vitest";
import { engineFixture } from "./testing/engine-fixture";

const fixture = engineFixture();

/** Requests that stay open until they are let go, and how many were open at once for each key. */
class OpenRequests {
  #release: (() => void)[] = [];
  open: string[] = [];
  most: Record<string, number> = {};
  #arrived: (() => void)[] = [];

  async hold(key: string): Promise<void> {
    this.open.push(key);
    this.most[key] = Math.max(this.most[key] ?? 0, this.open.filter((other) => other === key).length);
    for (const arrived of this.#arrived.splice(0)) arrived();
    await new Promise<void>((resolve) => this.#release.push(resolve));
    this.open.splice(this.open.indexOf(key), 1);
  }

  /** Waits until so many are open. */
  async reach(count: number): Promise<void> {
    while (this.open.length < count) await new Promise<void>((resolve) => this.#arrived.push(resolve));
  }

  releaseAll(): void {
    for (const release of this.#release.splice(0)) release();
  }

  /** Lets every request go as it comes. */
  async drain(until: Promise<void>): Promise<void> {
    let ended = false;
    const end = until.finally(() => {
      ended = true;
      for (const arrived of this.#arrived.splice(0)) arrived();
    });
    while (!ended) {
      this.releaseAll();
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    await end;
  }
}

function worker(id: string, concurrency: number | { limit: number; key?: string }[], requests: OpenRequests) {
  return fixture.app.client.createFunction(
    { id, concurrency: concurrency as number, triggers: { event: `test/${id}` } },
    async ({ event }) => requests.hold(String(event.data.key ?? id)),
  );
}

test("no more requests of a function are open than its concurrency allows, and none is lost", async () => {
  const requests = new OpenRequests();
  await fixture.serve(worker("limited", 3, requests));
  for (let index = 0; index < 10; index += 1) await fixture.send({ name: "test/limited" });
  const idle = fixture.engine.runUntilIdle();
  await requests.reach(3);
  await requests.drain(idle);
  expect(requests.most).toEqual({ limited: 3 });
  expect((await fixture.runs()).map(({ status }) => status)).toEqual(Array(10).fill("completed"));
});

test("a keyed limit holds for each value of its key, and a second limit for all of them", async () => {
  const requests = new OpenRequests();
  const limits = [{ limit: 2, key: "event.data.key" }, { limit: 5 }];
  await fixture.serve(worker("keyed", limits, requests));
  for (const key of ["a", "a", "a", "a", "b", "b", "b", "c", "c", "c"]) {
    await fixture.send({ name: "test/keyed", data: { key } });
  }
  const idle = fixture.engine.runUntilIdle();
  await requests.reach(5);
  expect(requests.open.toSorted()).toEqual(["a", "a", "b", "b", "c"]);
  await requests.drain(idle);
  expect(requests.most).toMatchObject({ a: 2, b: 2 });
  expect(requests.most.c).toBeLessThanOrEqual(2);
  expect((await fixture.runs()).map(({ status }) => status)).toEqual(Array(10).fill("completed"));
});

test("a function at its limit doesn't hold up another one", async () => {
  const requests = new OpenRequests();
  const { client } = fixture.app;
  const free = client.createFunction({ id: "free", triggers: { event: "test/free" } }, async () => "free");
  await fixture.serve(worker("limited", 1, requests), free);
  const ts = fixture.clock.now().getTime();
  await client.send(Array.from({ length: 300 }, () => ({ name: "test/limited", ts })));
  await fixture.send({ name: "test/free" });
  const idle = fixture.engine.runUntilIdle();
  await requests.reach(1);
  await expect.poll(async () => (await fixture.runs()).at(-1)?.status).toBe("completed");
  const stopped = fixture.stopEngine(fixture.engine);
  requests.releaseAll();
  await Promise.all([stopped, idle]);
});

test("a sleeping run takes no place", async () => {
  const sleeper = fixture.app.client.createFunction(
    { id: "sleeper", concurrency: 1, triggers: { event: "test/slept" } },
    ({ step }) => step.sleep("rest", "1h"),
  );
  await fixture.serve(sleeper);
  await fixture.send({ name: "test/slept" });
  await fixture.send({ name: "test/slept" });
  await fixture.engine.runUntilIdle();
  expect(fixture.app.requests).toHaveLength(2);
});

test("two engines share a limit", async () => {
  const requests = new OpenRequests();
  await fixture.serve(worker("limited", 2, requests));
  const second = await fixture.startEngine();
  await second.sync();
  for (let index = 0; index < 8; index += 1) await fixture.send({ name: "test/limited" });
  const idle = Promise.all([fixture.engine.runUntilIdle(), second.runUntilIdle()]);
  await requests.reach(2);
  await requests.drain(idle.then(() => undefined));
  await requests.drain(fixture.engine.runUntilIdle());
  expect(requests.most).toEqual({ limited: 2 });
  expect((await fixture.runs()).map(({ status }) => status)).toEqual(Array(8).fill("completed"));
});

test("runs that wait for a limit go on when a sync takes it away", async () => {
  const requests = new OpenRequests();
  await fixture.serve(worker("limited", 1, requests));
  for (let index = 0; index < 4; index += 1) await fixture.send({ name: "test/limited" });
  const idle = fixture.engine.runUntilIdle();
  await requests.reach(1);
  const free = fixture.app.client.createFunction(
    { id: "limited", triggers: { event: "test/limited" } },
    async () => requests.hold("free"),
  );
  await fixture.serve(free);
  const second = await fixture.startEngine();
  const others = second.runUntilIdle();
  await requests.reach(4);
  await requests.drain(Promise.all([idle, others]).then(() => undefined));
  expect((await fixture.runs()).map(({ status }) => status)).toEqual(Array(4).fill("completed"));
});
