import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { createCluster, databaseName, superuserName } from "./create-cluster";
import { findPostgresBinaries } from "./platform-binaries";
import { locatePostgres, type PostgresLocation } from "./postgres-location";
import { stopOrphan } from "./stop-orphan";

const host = "127.0.0.1";
const startPatienceMilliseconds = 180_000;

export type EmbeddedPostgres = {
  /** With the password: for environments of child processes, never for a log. */
  url: string;
  port: number;
  /** Settles when Postgres is gone, wanted or not. */
  exited: Promise<void>;
  /** Closes the connections and stops, without losing a commit. */
  stop(): Promise<void>;
};

export type EmbeddedPostgresOptions = {
  /** Folder of ours under which the cluster lives, or that records where else it is. */
  stateDir: string;
  password: string;
  /** Asked once nothing of ours listens any more. */
  choosePort: () => Promise<number>;
  /** Off only for tests: faster, and lost in a crash. */
  durable?: boolean;
  /** Deleted when Postgres is gone, even if that is because this process was killed. */
  removeDirAfterwards?: string;
  onLine?: (line: string) => void;
};

/**
 * Starts Postgres on a loopback port, making its cluster and database when they aren't there and stopping an
 * orphan on the same folder first. It stops when this process ends, however that happens.
 * @throws Error with Postgres's last lines when it doesn't come up.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { password, durable = true } = options;
  const location = await locatePostgres({
    stateDir: options.stateDir,
    binaries: await findPostgresBinaries(),
  });
  const clusterDir = await createCluster(location, { password, durable });
  await stopOrphan(clusterDir);
  const port = await options.choosePort();

  const child = await launch(location, clusterDir, port, options);
  const exited = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
  });
  const url = (database: string) => `postgres://${superuserName}:${password}@${host}:${port}/${database}`;
  await createDatabase(url("postgres"));
  return {
    url: url(databaseName),
    port,
    exited,
    stop: () => {
      child.stdin?.end();
      return exited;
    },
  };
}

/**
 * Starts the server, again and again while processes of a killed one still hold on to the cluster's memory: they
 * leave by themselves when they notice.
 */
async function launch(
  location: PostgresLocation,
  clusterDir: string,
  port: number,
  options: EmbeddedPostgresOptions,
): Promise<ChildProcess> {
  const startedAt = performance.now();
  for (;;) {
    const { pid: pidOfBefore } = await readPidFile(clusterDir);
    const { child, lastLines } = spawnGuarded(location, clusterDir, port, options);
    try {
      await waitUntilReady(clusterDir, pidOfBefore, child, lastLines);
      return child;
    } catch (error) {
      const isHeld = lastLines.some((line) => line.includes("shared memory block"));
      if (!isHeld || performance.now() - startedAt > startPatienceMilliseconds) throw error;
      await delay(100);
    }
  }
}

function postgresArguments(clusterDir: string, port: number, durable: boolean): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: host,
    port,
    unix_socket_directories: "",
    max_connections: durable ? 100 : 300,
    shared_buffers: "128MB",
    timezone: "UTC",
    log_timezone: "UTC",
    log_line_prefix: "",
    log_checkpoints: "off",
    // A client that wants to know asks for it; statements and their values stay out of the log.
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  return [
    "-D",
    clusterDir,
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
}

function spawnGuarded(
  location: PostgresLocation,
  clusterDir: string,
  port: number,
  { durable = true, removeDirAfterwards, onLine }: EmbeddedPostgresOptions,
): { child: ChildProcess; lastLines: string[] } {
  const order = {
    command: path.join(location.nativeDir, "bin", "postgres"),
    args: postgresArguments(clusterDir, port, durable),
    env: { LC_ALL: "C", TZ: "UTC" },
    ...location.user,
    removeDir: removeDirAfterwards,
  };
  const guard = fileURLToPath(new URL("postgres-guard.mjs", import.meta.url));
  const child = spawn(process.execPath, [guard, JSON.stringify(order)], { stdio: ["pipe", "pipe", "pipe"] });
  child.stdin.on("error", () => undefined);
  const lastLines: string[] = [];
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on("line", (line) => {
      lastLines.push(line);
      if (lastLines.length > 20) lastLines.shift();
      onLine?.(line);
    });
  }
  return { child, lastLines };
}

/** What Postgres notes about itself: its process in the first line, its state in the eighth. */
async function readPidFile(
  clusterDir: string,
): Promise<{ pid?: string | undefined; state?: string | undefined }> {
  const text = await readFile(path.join(clusterDir, "postmaster.pid"), "utf8").catch(() => "");
  const lines = text.split("\n");
  return { pid: lines[0], state: lines[7]?.trim() };
}

async function waitUntilReady(
  clusterDir: string,
  pidOfBefore: string | undefined,
  child: ChildProcess,
  lastLines: string[],
): Promise<void> {
  const startedAt = performance.now();
  for (;;) {
    const { pid, state } = await readPidFile(clusterDir);
    if (state === "ready" && pid !== pidOfBefore) return;
    if (child.exitCode !== null || performance.now() - startedAt > startPatienceMilliseconds) {
      child.stdin?.end();
      throw new Error(`Postgres didn't start. Its last words:\n${lastLines.join("\n")}`);
    }
    await delay(15);
  }
}

async function createDatabase(maintenanceUrl: string): Promise<void> {
  const sql = postgres(maintenanceUrl, { max: 1, onnotice: () => undefined });
  try {
    const found = await sql`select 1 from pg_database where datname = ${databaseName}`;
    if (found.length === 0) await sql`create database ${sql(databaseName)}`;
  } finally {
    await sql.end();
  }
}
