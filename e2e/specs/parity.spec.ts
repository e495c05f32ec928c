import { expect, test } from "@playwright/test";
import postgres from "postgres";
import { addOrganizer, type ParityHost } from "../parity/add-organizer";
import { compareDoors } from "../parity/compare-doors";
import { type Actor, credentialsFor, type DoorDriver } from "../parity/doors";
import { mcpDoor } from "../parity/mcp-door";
import { openPageDoor } from "../parity/page-door";
import { paritySetting, scenarioSetting } from "../parity/parity-setting";
import { phoneSpellings } from "../parity/phone-spellings";
import { restDoor } from "../parity/rest-door";
import { compareScenarios } from "../parity/scenarios";
import { trpcDoor } from "../parity/trpc-door";
import { callRest } from "../support/rest-client";
import { productUnderTest } from "../support/running-product";

test.describe.configure({ mode: "serial", timeout: 180_000 });

type Doors = { rest: DoorDriver; trpc: DoorDriver; mcp: DoorDriver; page: DoorDriver };
type Use<Result> = (doors: Doors, sql: postgres.Sql, host: ParityHost) => Promise<Result>;

async function withDoors<Result>(use: Use<Result>): Promise<Result> {
  const product = productUnderTest();
  const sql = postgres(product.databaseUrl, { max: 2 });
  const host = await addOrganizer(product, "parity");
  const credentials = await credentialsFor(product, host, host);
  const page = await openPageDoor(product, host);
  const rest = { ...restDoor(product.baseUrl, credentials), actors: ["anonymous", "owner's key"] as Actor[] };
  const trpc = {
    ...trpcDoor(product.baseUrl, credentials),
    actors: ["anonymous"] as Actor[],
    hosts: ["signed-in"] as Actor[],
  };
  const mcp = { ...mcpDoor(product.baseUrl, credentials), actors: ["anonymous"] as Actor[] };
  try {
    return await use({ rest, trpc, mcp, page }, sql, host);
  } finally {
    await page.close();
    await sql.end({ timeout: 1 });
  }
}

const compareChains = (pick: (doors: Doors) => DoorDriver[]) =>
  withDoors(async (doors, sql, host) => {
    const setting = await paritySetting(productUnderTest(), sql, host);
    const spellings = phoneSpellings.filter((_, index) => index === 1 || index === 4);
    return compareDoors({ ...setting, doors: pick(doors), spellings });
  });

const play = (names: string[], pick: (doors: Doors, host: ParityHost) => DoorDriver[]) =>
  withDoors(async (doors, sql, host) => {
    const setting = await scenarioSetting(productUnderTest(), sql, host);
    return compareScenarios({ ...setting, doors: pick(doors, host) }, names);
  });

test("a booking has the same effects through every door", async () => {
  const report = await compareChains(({ rest, trpc, mcp, page }) => [rest, trpc, mcp, page]);
  expect(report.differences).toEqual([]);
  expect(report.comparisons).toBeGreaterThanOrEqual(16);
});

test("a request is answered with the same effects through every door", async () => {
  const names = ["request, confirmed", "request, declined"];
  const report = await play(names, ({ rest, trpc, mcp, page }) => [rest, trpc, mcp, page]);
  expect(report.differences).toEqual([]);
  expect(report.comparisons).toBe(15);
});

test("seats and series have the same effects through every door", async () => {
  const report = await play(["seats", "series"], ({ rest, trpc }) => [rest, trpc]);
  expect(report.differences).toEqual([]);
  expect(report.comparisons).toBe(15);
});

test("who comes and who didn't is noted with the same effects through every door", async () => {
  const report = await play(["attendance", "absences"], ({ rest, trpc, page }) => [rest, trpc, page]);
  expect(report.differences).toEqual([]);
  expect(report.comparisons).toBe(9);
});

test("a door that loses the phone number is found out", async () => {
  const report = await compareChains(({ rest, trpc }) => {
    const forgetful: DoorDriver = {
      ...trpc,
      book: (actor, request) =>
        trpc.book(actor, { ...request, spelling: { ...request.spelling, text: "+1 415-555-9999" } }),
    };
    return [rest, forgetful];
  });
  expect(report.differences.length).toBeGreaterThan(0);
});

test("a door that loses the reason for declining is found out", async () => {
  const report = await play(["request, declined"], ({ rest, trpc }, { apiKey }) => {
    const silent: DoorDriver = {
      ...rest,
      answer: async (_actor, uid) => {
        const headers = { authorization: apiKey };
        await callRest(productUnderTest().baseUrl, `/bookings/${uid}/decline`, { body: {}, headers });
      },
    };
    return [trpc, silent];
  });
  expect(report.differences.length).toBeGreaterThan(0);
});
