import { closeSync, fstatSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import path from "node:path";

/** The log of all parts: JSON lines in a file that is set aside when it is full; the oldest is deleted. */
export class RotatingLog {
  readonly file: string;
  readonly #maxBytes: number;
  readonly #keptFiles: number;
  #descriptor: number;
  #bytes: number;

  constructor(dir: string, options: { maxBytes?: number; keptFiles?: number } = {}) {
    this.file = path.join(dir, "punctual.log");
    this.#maxBytes = options.maxBytes ?? 20 * 1024 * 1024;
    this.#keptFiles = options.keptFiles ?? 3;
    this.#descriptor = openSync(this.file, "a", 0o600);
    this.#bytes = fstatSync(this.#descriptor).size;
  }

  /** Writes a part's line as it is when it is JSON already, else as the message of a line of ours. */
  write(partName: string, line: string): void {
    if (line.trim() === "") return;
    const text = `${line.startsWith("{") ? line : wrapLine(partName, line)}\n`;
    const bytes = Buffer.byteLength(text);
    if (this.#bytes > 0 && this.#bytes + bytes > this.#maxBytes) this.#rotate();
    writeSync(this.#descriptor, text);
    this.#bytes += bytes;
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #rotate(): void {
    closeSync(this.#descriptor);
    const aside = (number: number) => this.file.replace(/\.log$/, `.${number}.log`);
    rmSync(aside(this.#keptFiles - 1), { force: true });
    for (let number = this.#keptFiles - 2; number >= 1; number -= 1) {
      renameIfThere(aside(number), aside(number + 1));
    }
    renameIfThere(this.file, aside(1));
    this.#descriptor = openSync(this.file, "a", 0o600);
    this.#bytes = 0;
  }
}

function wrapLine(partName: string, line: string): string {
  return JSON.stringify({ level: "info", time: new Date().toISOString(), name: partName, msg: line });
}

function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}
