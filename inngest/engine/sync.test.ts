import { expect, test } from "vitest";
import { hashedSigningKey } from "./protocol/signature";
import { timerScheduler } from "./scheduler";
import { engineFixture } from "./testing/engine-fixture";
import { eventKey, signingKey } from "./testing/sdk-app";

const fixture = engineFixture();

function listener(id: string) {
  return fixture.app.client.createFunction({ id, triggers: { event: "test/synced" } }, async () => id);
}

async function slugs(): Promise<[string, boolean][]> {
  const { functions } = (await fixture.get("/api/functions")) as {
    functions: { slug: string; removedAt: string | null }[];
  };
  return functions.map(({ slug, removedAt }) => [slug, removedAt === null]);
}

test("the engine asks the app for its functions, and knows the SDK's version", async () => {
  await fixture.serve(listener("one"), listener("two"));
  expect(await slugs()).toEqual([
    ["app-one", true],
    ["app-two", true],
  ]);
  expect(await fixture.get("/api/functions")).toMatchObject({ syncs: [{ sdk: "js:v4.24.0", error: null }] });
});

test("a function that is gone from the app is no longer started, and is back when it is", async () => {
  await fixture.serve(listener("one"), listener("two"));
  await fixture.serve(listener("two"));
  expect(await slugs()).toEqual([
    ["app-one", false],
    ["app-two", true],
  ]);
  await fixture.send({ name: "test/synced" });
  await fixture.engine.runUntilIdle();
  expect((await fixture.runs()).map(({ functionSlug }) => functionSlug)).toEqual(["app-two"]);
  await fixture.serve(listener("one"));
  expect(await slugs()).toEqual([
    ["app-one", true],
    ["app-two", false],
  ]);
});

test("the app may register by itself, with the hashed signing key", async () => {
  fixture.app.serve([listener("one")]);
  const response = await fixture.app.send(
    new Request("http://app.test/api/inngest", { method: "PUT", headers: { host: "app.test" } }),
  );
  expect(response.status).toBe(200);
  expect(await slugs()).toEqual([["app-one", true]]);
});

test.each([["Bearer wrong"], [`Bearer ${signingKey}`], [""]])(
  "a registration with the authorization %j is refused",
  async (authorization) => {
    const response = await fixture.post("/fn/register", { functions: [] }, { authorization });
    expect(response.status).toBe(401);
  },
);

test("a registration without functions is refused", async () => {
  const authorization = `Bearer ${hashedSigningKey(signingKey)}`;
  expect((await fixture.post("/fn/register", { apps: [] }, { authorization })).status).toBe(400);
});

test("an app with another signing key can't be synced, and says why", async () => {
  const stranger = await fixture.startEngine({ signingKey: `signkey-test-${"ab".repeat(16)}` });
  fixture.app.serve([listener("one")]);
  expect(await stranger.sync()).toEqual({ synced: false, error: "The app answered the sync with 401." });
});

test("a forged answer to the sync is refused", async () => {
  const forged = await fixture.startEngine({ send: async () => Response.json({ functions: [] }) });
  const { synced, error } = await forged.sync();
  expect(synced).toBe(false);
  expect(error).toContain("isn't signed");
});

test("a request that another key signed is refused by the app, and its run is tried again", async () => {
  await fixture.serve(listener("one"));
  const send = fixture.app.send;
  fixture.app.send = (request) => {
    const headers = new Headers(request.headers);
    headers.set("x-inngest-signature", "t=1&s=00");
    return send(new Request(request, { headers }));
  };
  await fixture.send({ name: "test/synced" });
  await fixture.engine.runUntilIdle();
  expect(await fixture.onlyRun()).toMatchObject({ attempts: [{ outcome: "not-sdk", httpStatus: 401 }] });
  fixture.app.send = send;
  await fixture.pass(15);
  expect(await fixture.onlyRun()).toMatchObject({ status: "completed" });
});

test("an engine that runs by itself repeats the sync until the app is there", async () => {
  let asked = 0;
  fixture.app.serve([listener("one")]);
  await new Promise<void>((resolve, reject) => {
    const send = (request: Request) => {
      asked += 1;
      if (asked < 3) return Promise.reject(new TypeError("fetch failed"));
      resolve();
      return fixture.app.send(request);
    };
    fixture.startEngine({ scheduler: timerScheduler, send }).catch(reject);
  });
  await expect.poll(slugs).toEqual([["app-one", true]]);
});

test("what one engine synced, another one follows", async () => {
  await fixture.serve(listener("one"));
  const second = await fixture.startEngine();
  await second.sync();
  await fixture.serve(listener("one"), listener("two"));
  await second.runUntilIdle();
  await fetch(`${second.url}/e/${eventKey}`, {
    method: "POST",
    body: JSON.stringify({ name: "test/synced" }),
  });
  await second.runUntilIdle();
  expect((await fixture.runs()).map(({ functionSlug }) => functionSlug).toSorted()).toEqual([
    "app-one",
    "app-two",
  ]);
});
