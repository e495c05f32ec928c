import { randomBytes } from "node:crypto";
import { chmod, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "../embedded/embedded-postgres";
import { findFreePort } from "../embedded/free-port";
import { migrateDatabase } from "../migrate";

declare module "vitest" {
  export interface ProvidedContext {
    /** The run's Postgres, and in it the database with the schema that every test database copies. */
    testPostgres: { url: string; templateName: string };
  }
}

/** Starts one Postgres for the whole run, in a temporary folder and without durability. */
export default async function startTestPostgres(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(path.join(tmpdir(), "punctual-test-"));
  await chmod(dir, 0o711);
  const server = await startEmbeddedPostgres({
    stateDir: path.join(dir, "state"),
    password: randomBytes(18).toString("base64url"),
    choosePort: () => findFreePort(),
    durable: false,
    removeDirAfterwards: dir,
  });
  const templateName = "template_with_schema";
  const sql = postgres(server.url, { max: 1, onnotice: () => undefined });
  await sql`create database ${sql(templateName)}`;
  await sql.end();
  const templateUrl = new URL(server.url);
  templateUrl.pathname = `/${templateName}`;
  await migrateDatabase(templateUrl.href);

  project.provide("testPostgres", { url: server.url, templateName });
  return () => server.stop();
}
