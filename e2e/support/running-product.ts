import { readFileSync } from "node:fs";
import path from "node:path";
import { databaseName, superuserName } from "@/db/embedded/create-cluster";
import type { DemoFile } from "@/scripts/first-start";

/** Where a running copy of the product and its parts are reached. */
export type RunningProduct = {
  baseUrl: string;
  demo: DemoFile;
  sandboxUrl: string;
  databaseUrl: string;
  runsUrl: string;
};

/** Reads the addresses of the copy that runs on a data folder with embedded parts. */
export function runningProduct(dataDir: string): RunningProduct {
  const read = (name: string) => JSON.parse(readFileSync(path.join(dataDir, name), "utf8"));
  const demo: DemoFile = read("demo.json");
  const ports = read("ports.json");
  const password = encodeURIComponent(read("secrets.json").databasePassword);
  return {
    baseUrl: demo.baseUrl,
    demo,
    sandboxUrl: demo.sandboxUrl ?? "",
    databaseUrl: `postgres://${superuserName}:${password}@127.0.0.1:${ports.postgres}/${databaseName}`,
    runsUrl: `http://127.0.0.1:${ports.engine}`,
  };
}

/** The copy that the browser tests of this run work on. */
export function productUnderTest(): RunningProduct {
  const dataDir = process.env.PUNCTUAL_E2E_DATA_DIR;
  if (!dataDir) throw new Error("The copy under test hasn't been started.");
  return runningProduct(dataDir);
}
