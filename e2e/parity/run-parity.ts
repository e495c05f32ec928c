import postgres from "postgres";
import { ProductCopy } from "../support/product-copy";
import { addOrganizer } from "./add-organizer";
import { compareDoors } from "./compare-doors";
import { credentialsFor } from "./doors";
import { openPageDoor } from "./page-door";
import { paritySetting } from "./parity-setting";
import { phoneSpellings } from "./phone-spellings";
import { restDoor } from "./rest-door";
import { trpcDoor } from "./trpc-door";

/** Starts a copy of the product, compares its doors, and prints what differs. */
async function runParity(): Promise<number> {
  const copy = await ProductCopy.start();
  const { product } = copy;
  const sql = postgres(product.databaseUrl, { max: 2 });
  try {
    const credentials = await credentialsFor(product, await addOrganizer(product));
    const page = await openPageDoor(product);
    const doors = [restDoor(product.baseUrl, credentials), trpcDoor(product.baseUrl, credentials), page];
    const setting = await paritySetting(product, sql);
    const report = await compareDoors({ ...setting, doors, spellings: phoneSpellings });
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
