import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres";
import { findFreePort } from "./free-port";
import { processCommand } from "./process-command.mjs";

let folder: string;
let stateDir: string;
let running: EmbeddedPostgres[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "punctual-embedded-"));
  await chmod(folder, 0o711);
  stateDir = path.join(folder, "state");
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()));
  await rm(folder, { recursive: true });
});

/** Without waits for the disk, unless the test is about them: none of these ends takes the machine along. */
async function start({ durable = false } = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({
    stateDir,
    password: "of this test",
    choosePort: () => findFreePort(),
    durable,
  });
  running.push(server);
  return server;
}

async function query<T>(url: string, statement: string): Promise<T[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return (await sql.unsafe(statement)) as unknown as T[];
  } finally {
    await sql.end();
  }
}

async function postmasterPid(): Promise<number> {
  const text = await readFile(path.join(stateDir, "postgres/cluster/postmaster.pid"), "utf8");
  return Number.parseInt(text, 10);
}

async function untilGone(pid: number): Promise<void> {
  while (processCommand(pid) !== "") await new Promise((resolve) => setTimeout(resolve, 10));
}

/** A process that starts Postgres as the supervisor does, for a test to kill. */
async function startInProcess(): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [
      "--import",
      "tsx",
      "--input-type=module",
      "-e",
      `import { startEmbeddedPostgres } from "@/db/embedded/embedded-postgres.ts";
       import { findFreePort } from "@/db/embedded/free-port.ts";
       await startEmbeddedPostgres({ stateDir: ${JSON.stringify(stateDir)}, password: "of this test", durable: false,
         choosePort: () => findFreePort() });
       console.log("started");
       setInterval(() => undefined, 1000);`,
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  await once(createInterface({ input: child.stdout }), "line");
  return child;
}

test("what was committed is there after a stop and a start", async () => {
  const first = await start();
  await query(first.url, "create table kept (id int)");
  await first.stop();
  const second = await start();
  expect(await query(second.url, "select count(*)::int as rows from kept")).toEqual([{ rows: 0 }]);
});

test("it listens on loopback only, wants the password, and leaves no socket in a folder", async () => {
  const { url } = await start({ durable: true });
  const settings = await query<{ name: string; setting: string }>(
    url,
    "select name, setting from pg_settings where name in ('listen_addresses', 'unix_socket_directories', 'fsync')",
  );
  expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
    fsync: "on",
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
  });
  const wrong = new URL(url);
  wrong.password = "another";
  await expect(query(wrong.href, "select 1")).rejects.toMatchObject({ code: "28P01" });
  expect(await stat(path.join(stateDir, "postgres/password.once")).catch(() => "none")).toBe("none");
});

test("an orphan on the same folder is stopped before the next start, with all it committed", async () => {
  const first = await start();
  await query(first.url, "create table kept (id int)");
  const orphan = await postmasterPid();
  process.kill(parentOf(orphan), "SIGKILL");
  await first.exited;
  expect(processCommand(orphan)).toContain("postgres");

  const second = await start();
  expect(processCommand(orphan)).toBe("");
  expect(await query(second.url, "select to_regclass('kept')::text as found")).toEqual([{ found: "kept" }]);
});

test("it starts again after Postgres itself was killed, and waits for the new one to be ready", async () => {
  const first = await start({ durable: true });
  await query(first.url, "create table kept (id int)");
  process.kill(await postmasterPid(), "SIGKILL");
  await first.exited;
  const second = await start({ durable: true });
  expect(await query(second.url, "select to_regclass('kept')::text as found")).toEqual([{ found: "kept" }]);
});

test("it stops within two seconds of the kill -9 of who started it", async () => {
  const starter = await startInProcess();
  const pid = await postmasterPid();
  const killedAt = performance.now();
  starter.kill("SIGKILL");
  await untilGone(pid);
  expect(performance.now() - killedAt).toBeLessThan(2000);
});

test("a Postgres that can't start is an error with its own words", async () => {
  const first = await start();
  const failing = startEmbeddedPostgres({
    stateDir: path.join(folder, "other"),
    password: "of this test",
    choosePort: async () => first.port,
    durable: false,
  });
  await expect(failing).rejects.toThrow(/Postgres didn't start.*Address already in use/s);
});

function parentOf(pid: number): number {
  const ask = `awk '/^PPid/ { print $2 }' /proc/${pid}/status 2>/dev/null || ps -o ppid= -p ${pid}`;
  return Number(execFileSync("sh", ["-c", ask], { encoding: "utf8" }));
}
