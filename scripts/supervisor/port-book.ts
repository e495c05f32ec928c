import { randomInt } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { findFreePort, isPortFree } from "@/db/embedded/free-port";
import { writePrivateFile } from "./private-file";

const host = "127.0.0.1";
/** Below the ports that systems hand to outgoing connections, which would squat on ours between starts. */
const firstPort = 20_000;
const lastPort = 32_000;

const portsSchema = z.record(z.string(), z.number().int().min(1).max(65_535));

/** The ports of the parts beside the application: chosen free, and kept over restarts while they stay free. */
export class PortBook {
  readonly #file: string;
  #ports: Record<string, number> = {};

  private constructor(file: string) {
    this.#file = file;
  }

  static async open(dataDir: string): Promise<PortBook> {
    const book = new PortBook(path.join(dataDir, "ports.json"));
    const text = await readFile(book.#file, "utf8").catch(() => "{}");
    try {
      book.#ports = portsSchema.parse(JSON.parse(text));
    } catch {
      book.#ports = {};
    }
    return book;
  }

  /** The part's port of the last time if nothing listens there, else a new one. */
  async choose(partName: string): Promise<number> {
    const known = this.#ports[partName];
    if (known !== undefined && (await isPortFree(host, known))) return known;
    const taken = new Set(Object.values(this.#ports));
    const port = await this.#findPort(taken);
    this.#ports[partName] = port;
    await writePrivateFile(this.#file, `${JSON.stringify(this.#ports, undefined, 2)}\n`);
    return port;
  }

  async #findPort(taken: Set<number>): Promise<number> {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const port = randomInt(firstPort, lastPort);
      if (!taken.has(port) && (await isPortFree(host, port))) return port;
    }
    return findFreePort(host);
  }
}
