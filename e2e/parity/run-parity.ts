import postgres from "postgres";
import { ProductCopy } from "../support/product-copy";
import { addOrganizer } from "./add-organizer";
import { compareDoors } from "./compare-doors";
import { credentialsFor } from "./doors";
import { mcpDoor } from "./mcp-door";
import { openPageDoor } from "./page-door";
import { paritySetting, scenarioSetting } from "./parity-setting";
import { phoneSpellings } from "./phone-spellings";
import { restDoor } from "./rest-door";
import { compareScenarios } from "./scenarios";
import { textDoor } from "./text-door";
import { trpcDoor } from "./trpc-door";

/** Starts a copy of the product, compares its doors, and prints what differs. */
async function runParity(): Promise<number> {
  const copy = await ProductCopy.start();
  const { product } = copy;
  const sql = postgres(product.databaseUrl, { max: 2 });
  try {
    const host = await addOrganizer(product, "parity");
    const credentials = await credentialsFor(product, host, await addOrganizer(product, "another"));
    const page = await openPageDoor(product, host);
    const { baseUrl } = product;
    const doors = [
      restDoor(baseUrl, credentials),
      trpcDoor(baseUrl, credentials),
      mcpDoor(baseUrl, credentials),
      page,
    ];
    const chains = await compareDoors({
      ...(await paritySetting(product, sql, host)),
      doors,
      spellings: phoneSpellings,
    });
    const played = await compareScenarios({
      ...(await scenarioSetting(product, sql, host)),
      doors: [...doors, textDoor(product, restDoor(baseUrl, credentials))],
    });
    for (const door of doors) await door.close();
    const differences = [...chains.differences, ...played.differences];
    for (const difference of differences) process.stdout.write(`${difference}\n`);
    process.stdout.write(
      `parity: ${doors.length} doors, ${chains.runs} bookings made, moved and cancelled, ` +
        `${played.runs} requests, sessions, series, confirmations and absences, ` +
        `${chains.comparisons + played.comparisons} comparisons, ${differences.length} differences\n`,
    );
    return differences.length;
  } finally {
    await sql.end({ timeout: 1 });
    await copy.stop();
  }
}

process.exitCode = (await runParity()) === 0 ? 0 : 1;
