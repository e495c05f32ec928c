import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { eventKey, signingKey } from "./testing/sdk-app";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

function startProcess(environment: Record<string, string>): ChildProcess & { output: () => string } {
  const child = spawn(process.execPath, ["--import", "tsx", "inngest/engine/main.ts"], {
    env: { ...process.env, ...environment } as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      output += String(chunk);
    });
  }
  return Object.assign(child, { output: () => output });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

test("the process listens on its port, and stops when it is asked to", async () => {
  const port = await freePort();
  const child = startProcess({
    ENGINE_PORT: String(port),
    ENGINE_APP_URL: "http://127.0.0.1:9/api/inngest",
    DATABASE_URL: database.url,
    INNGEST_EVENT_KEY: eventKey,
    INNGEST_SIGNING_KEY: signingKey,
  });
  const health = async () => (await fetch(`http://127.0.0.1:${port}/health`).catch(() => null))?.status;
  await expect.poll(health, { timeout: 20_000 }).toBe(200);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
  expect(child.output()).toContain("the embedded engine listens");
});

test("the process names each variable that it can't use", async () => {
  const child = startProcess({
    ENGINE_PORT: "70000",
    DATABASE_URL: database.url,
    INNGEST_SIGNING_KEY: "secret",
  });
  const [code] = await once(child, "exit");
  expect(code).toBe(1);
  for (const name of ["ENGINE_PORT", "ENGINE_APP_URL", "INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"]) {
    expect(child.output()).toContain(name);
  }
  expect(child.output()).not.toContain("DATABASE_URL");
});
