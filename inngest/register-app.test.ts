import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Inngest } from "inngest";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { outbox } from "@/db/schema/outbox";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { outboxLeaseMs } from "@/server/services/outbox/lease-outbox";
import { createMessageLedger, type MessageLedger } from "@/server/services/testing/create-message-ledger";
import { lastSync, registerApp } from "./register-app";

let database: TestDatabase;
let ledger: MessageLedger;
let server: Server;
/** What the application answers to the next registrations; after that, that all is well. */
let answers: (number | "hang up")[];
let asked: string[];
let sentIds: string[];
let engineIsDown: boolean;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  ledger = await createMessageLedger(database);
  [answers, asked, sentIds, engineIsDown] = [[], [], [], false];
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const answer = answers.shift() ?? 200;
    if (answer === "hang up") request.socket.destroy();
    else response.writeHead(answer).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

/** Registers; pauses pass at once, after `during` has seen them. */
async function register(
  during: (milliseconds: number) => void = () => undefined,
  stop = new AbortController(),
) {
  const pauses: number[] = [];
  const inngest = {
    send: async (events: { id: string }[]) => {
      if (engineIsDown) throw new Error("connect ECONNREFUSED");
      sentIds.push(...events.map(({ id }) => id));
    },
  } as unknown as Inngest;
  const { ctx } = ledger;
  await registerApp(
    {
      inngest,
      logger: ctx.logger,
      env: { LOCAL_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
      systemContext: (requestId) => ({ ...ctx, requestId }),
    },
    stop.signal,
    async (milliseconds) => {
      pauses.push(milliseconds);
      during(milliseconds);
    },
  );
  return pauses;
}

async function leftover(values: Partial<typeof outbox.$inferInsert> = {}): Promise<string> {
  const id = randomUUID();
  const createdAt = ledger.ctx.clock.now();
  await database.db.insert(outbox).values({ id, name: "booking/created", data: {}, createdAt, ...values });
  return id;
}

describe("registering the functions", () => {
  test("asks the application to do so, once when it succeeds", async () => {
    await register();
    expect(asked).toEqual(["PUT /api/inngest"]);
    expect(lastSync()).toEqual({ state: "synced", at: expect.stringMatching(/^\d{4}-.*Z$/) });
  });

  test("is tried until it succeeds, more and more seldom, and meanwhile counts as failed", async () => {
    answers = [503, "hang up", 500];
    const states: string[] = [];
    const pauses = await register(() => states.push(lastSync().state));
    expect(asked).toHaveLength(4);
    expect(pauses).toEqual([250, 500, 1000, outboxLeaseMs]);
    expect(states).toEqual(["failed", "failed", "failed", "synced"]);
  });

  test("is tried every half minute in the end", async () => {
    answers = Array.from({ length: 10 }, () => 503);
    const pauses = await register();
    expect(pauses.slice(6, 10)).toEqual([16_000, 30_000, 30_000, 30_000]);
  });

  test("ends when it is called off, and then sends nothing", async () => {
    await leftover();
    answers = [503, 503, 503];
    const stop = new AbortController();
    const pauses = await register((milliseconds) => {
      if (milliseconds === 500) stop.abort();
    }, stop);
    expect(pauses).toEqual([250, 500]);
    expect(asked).toHaveLength(2);
    expect(sentIds).toEqual([]);
  });
});

describe("once the functions are registered", () => {
  test("what waits in the outbox is sent, and what a dead process had leased when its lease is over", async () => {
    const waiting = await leftover();
    const leased = await leftover({
      state: "leased",
      leaseExpiresAt: ledger.secondsFromNow(outboxLeaseMs / 1000),
    });
    const sentBefore: string[] = [];
    await register((milliseconds) => {
      sentBefore.push(...sentIds);
      ledger.ctx.clock.advance(milliseconds);
    });
    expect(sentBefore).toEqual([waiting]);
    expect(sentIds).toEqual([waiting, leased]);
  });

  test("nothing is sent before", async () => {
    await leftover();
    answers = [503];
    const sentBefore: string[][] = [];
    await register(() => sentBefore.push([...sentIds]));
    expect(sentBefore.map(({ length }) => length)).toEqual([0, 1]);
  });

  test("messages whose look has come are looked after at once, and their events go with the second round", async () => {
    const { id } = await ledger.add({ nextLookAt: ledger.ctx.clock.now() });
    await register();
    expect((await ledger.message(id)).state).toBe("armed");
    expect(await database.db.select({ state: outbox.state }).from(outbox)).toEqual([{ state: "sent" }]);
  });

  test("an engine that is down again leaves all to the cron", async () => {
    await leftover();
    engineIsDown = true;
    await register();
    expect(sentIds).toEqual([]);
    expect(await database.db.select({ state: outbox.state }).from(outbox)).toEqual([{ state: "waiting" }]);
  });
});

test("a pause is over at once when it is called off", async () => {
  const stop = new AbortController();
  answers = Array.from({ length: 100 }, () => 503);
  const { ctx } = ledger;
  const registering = registerApp(
    {
      inngest: {} as Inngest,
      logger: ctx.logger,
      env: { LOCAL_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
      systemContext: () => ctx,
    },
    stop.signal,
  );
  await once(server, "request");
  stop.abort();
  await expect(registering).resolves.toBeUndefined();
});
