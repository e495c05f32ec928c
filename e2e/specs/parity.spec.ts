import { expect, test } from "@playwright/test";
import postgres from "postgres";
import { compareDoors } from "../parity/compare-doors";
import { credentialsFor, type DoorDriver } from "../parity/doors";
import { openPageDoor } from "../parity/page-door";
import { paritySetting } from "../parity/parity-setting";
import { phoneSpellings } from "../parity/phone-spellings";
import { restDoor } from "../parity/rest-door";
import { trpcDoor } from "../parity/trpc-door";
import { productUnderTest } from "../support/running-product";

test.describe.configure({ mode: "serial", timeout: 180_000 });

async function compare(pick: (doors: DoorDriver[]) => DoorDriver[]) {
  const product = productUnderTest();
  const sql = postgres(product.databaseUrl, { max: 2 });
  const { apiKey } = product.demo;
  const credentials = await credentialsFor(product, apiKey);
  const rest = { ...restDoor(product.baseUrl, credentials), actors: ["anonymous", "owner's key"] as const };
  const trpc = { ...trpcDoor(product.baseUrl, credentials), actors: ["anonymous"] as const };
  const page = await openPageDoor(product);
  try {
    const setting = await paritySetting(product, sql);
    const spellings = phoneSpellings.filter((_, index) => index === 1 || index === 4);
    return await compareDoors({ ...setting, doors: pick([rest, trpc, page]), spellings });
  } finally {
    await page.close();
    await sql.end({ timeout: 1 });
  }
}

test("a booking has the same effects through every door", async () => {
  const report = await compare((doors) => doors);
  expect(report.differences).toEqual([]);
  expect(report.comparisons).toBeGreaterThanOrEqual(16);
});

test("a door that loses the phone number is found out", async () => {
  const report = await compare(([rest, trpc]) => {
    if (!rest || !trpc) throw new Error("There are no doors to compare.");
    const forgetful: DoorDriver = {
      ...trpc,
      book: (actor, request) =>
        trpc.book(actor, { ...request, spelling: { ...request.spelling, text: "+1 415-555-9999" } }),
    };
    return [rest, forgetful];
  });
  expect(report.differences.length).toBeGreaterThan(0);
});
