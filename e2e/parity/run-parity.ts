import postgres from "postgres";
import { ProductCopy } from "../support/product-copy";
import { freeStarts } from "../support/rest-client";
import { addOrganizer } from "./add-organizer";
import { compareDoors } from "./compare-doors";
import { credentialsFor } from "./doors";
import { openPageDoor } from "./page-door";
import { phoneSpellings } from "./phone-spellings";
import { restDoor } from "./rest-door";
import { trpcDoor } from "./trpc-door";

/** Starts a copy of the product, compares its doors, and prints what differs. */
async function runParity(): Promise<number> {
  const copy = await ProductCopy.start();
  const sql = postgres(copy.databaseUrl, { max: 2 });
  try {
    const credentials = await credentialsFor(copy, await addOrganizer(copy));
    const page = await openPageDoor(copy);
    const doors = [restDoor(copy.baseUrl, credentials), trpcDoor(copy.baseUrl, credentials), page];
    const eventTypeId = copy.demo.eventTypes[0]?.id ?? 0;
    const [start = "", laterStart = ""] = (await freeStarts(copy.baseUrl, eventTypeId)).slice(4);
    const report = await compareDoors({
      sql,
      doors,
      spellings: phoneSpellings,
      eventTypeId,
      start,
      laterStart,
    });
    for (const door of doors) await door.close();
    for (const difference of report.differences) process.stdout.write(`${difference}\n`);
    process.stdout.write(
      `parity: ${doors.length} doors, ${report.chains} bookings made, moved and cancelled, ` +
        `${report.comparisons} comparisons, ${report.differences.length} differences\n`,
    );
    return report.differences.length;
  } finally {
    await sql.end({ timeout: 1 });
    await copy.stop();
  }
}

process.exitCode = (await runParity()) === 0 ? 0 : 1;
