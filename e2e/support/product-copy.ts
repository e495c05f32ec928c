import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findFreePort } from "@/db/embedded/free-port";
import { type RunningProduct, runningProduct } from "./running-product";

const root = path.resolve(import.meta.dirname, "../..");
const readyTimeoutMs = 180_000;
const pollMs = 100;

/** What a person may have configured for their own copy: the copy under test has every part embedded. */
const embeddedOnly = {
  DATABASE_URL: "",
  PUBLIC_URL: "",
  INNGEST_DEV: "",
  INNGEST_BASE_URL: "",
  TWILIO_ACCOUNT_SID: "",
  TWILIO_MESSAGING_SERVICE_SID: "",
  SMTP_URL: "",
  SETUP_TOKEN: "",
};

/** A copy of the product with data, ports and a process group of its own, started with `npm start`'s script. */
export class ProductCopy {
  readonly dataDir = mkdtempSync(path.join(tmpdir(), "punctual-copy-"));
  readonly #environment: Record<string, string>;
  #port = 0;
  #process: ChildProcess | null = null;
  #output = "";

  private constructor(environment: Record<string, string>) {
    this.#environment = environment;
  }

  /** Starts a copy and resolves when its health says ok; request limits are off unless the environment says. */
  static async start(environment: Record<string, string> = {}): Promise<ProductCopy> {
    const copy = new ProductCopy({ ...embeddedOnly, PUNCTUAL_RATE_LIMITS: "off", ...environment });
    copy.#port = await findFreePort();
    await copy.restart();
    return copy;
  }

  /** Where it is reached, once it has been ready for the first time. */
  get product(): RunningProduct {
    return runningProduct(this.dataDir);
  }

  /** The process that all others of the copy descend from, while it runs. */
  get rootPid(): number {
    return this.#process?.pid ?? 0;
  }

  /** Starts the processes on the data that is there, and returns how long they took to be ready. */
  async restart(): Promise<{ readyMs: number }> {
    const startedAt = performance.now();
    const child = spawn(process.execPath, [path.join(root, "scripts/start.mjs")], {
      cwd: root,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        ...this.#environment,
        PORT: String(this.#port),
        HOST: "127.0.0.1",
        PUNCTUAL_DATA_DIR: this.dataDir,
      },
    });
    this.#process = child;
    this.#output = "";
    const keep = (chunk: Buffer) => {
      this.#output = (this.#output + chunk.toString()).slice(-20_000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    await this.#untilReady(child);
    return { readyMs: performance.now() - startedAt };
  }

  /** Kills every process of the copy at once, without a chance to tidy up. */
  async killGroup(): Promise<void> {
    const child = this.#process;
    if (!child?.pid) return;
    const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    process.kill(-child.pid, "SIGKILL");
    await ended;
    this.#process = null;
  }

  /** Stops the copy as Ctrl-C does and removes its data. */
  async stop(): Promise<void> {
    const child = this.#process;
    if (child && child.exitCode === null) {
      const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
      child.kill("SIGTERM");
      await ended;
    }
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  async #untilReady(child: ChildProcess): Promise<void> {
    const deadline = Date.now() + readyTimeoutMs;
    while (Date.now() < deadline) {
      if (child.exitCode !== null) throw new Error(`The copy ended at its start:\n${this.#output}`);
      if (existsSync(path.join(this.dataDir, "demo.json")) && (await this.#isHealthy())) return;
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
    throw new Error(`The copy was not ready in time:\n${this.#output}`);
  }

  async #isHealthy(): Promise<boolean> {
    try {
      const response = await fetch(`http://127.0.0.1:${this.#port}/api/health`, {
        signal: AbortSignal.timeout(2_000),
      });
      return response.ok;
    } catch {
      return false;
    }
  }
}
