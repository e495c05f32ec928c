import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from "node:fs";
import path from "node:path";

const newline = 0x0a;

/** Lines that outlive the process: each is written whole before the call returns. */
export type Journal = {
  readonly byteLength: number;
  /** @throws Error when the line couldn't be written, for instance on a full disk; then it isn't there. */
  append(line: string): void;
  /** Puts these lines in the place of all that were there; a kill leaves the old or the new ones. */
  replace(lines: Iterable<string>): void;
  close(): void;
};

/** A journal that forgets with the process. */
export function createMemoryJournal(): Journal {
  const forget = () => undefined;
  return { byteLength: 0, append: forget, replace: forget, close: forget };
}

function writeWhole(descriptor: number, bytes: Buffer): void {
  let offset = 0;
  while (offset < bytes.length) offset += writeSync(descriptor, bytes, offset, bytes.length - offset);
}

function* splitLines(bytes: Buffer): Generator<string> {
  let start = 0;
  for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
    yield bytes.toString("utf8", start, end);
    start = end + 1;
  }
}

function writeReplacement(file: string, lines: Iterable<string>): number {
  const temporary = `${file}.new`;
  const descriptor = openSync(temporary, "w", 0o600);
  let byteLength = 0;
  try {
    for (const line of lines) {
      const bytes = Buffer.from(`${line}\n`);
      writeWhole(descriptor, bytes);
      byteLength += bytes.length;
    }
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, file);
  return byteLength;
}

/**
 * Opens the journal in a file and hands each complete line to `onLine`. A last line that a kill cut short is
 * dropped from the file, so that the next one doesn't continue it.
 */
export function openJournal(file: string, onLine: (line: string) => void): Journal {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const existing = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  for (const line of splitLines(existing)) onLine(line);
  let byteLength = existing.lastIndexOf(newline) + 1;
  let descriptor = openSync(file, "a", 0o600);
  if (byteLength < existing.length) ftruncateSync(descriptor, byteLength);

  return {
    get byteLength() {
      return byteLength;
    },
    append(line) {
      const bytes = Buffer.from(`${line}\n`);
      try {
        writeWhole(descriptor, bytes);
      } catch (error) {
        ftruncateSync(descriptor, byteLength);
        throw error;
      }
      byteLength += bytes.length;
    },
    replace(lines) {
      byteLength = writeReplacement(file, lines);
      closeSync(descriptor);
      descriptor = openSync(file, "a", 0o600);
    },
    close() {
      closeSync(descriptor);
    },
  };
}
