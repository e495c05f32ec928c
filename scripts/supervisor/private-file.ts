import { rename, writeFile } from "node:fs/promises";

/** Replaces a file that only we may read, so that a reader sees the old or the new text and never a part. */
export async function writePrivateFile(file: string, text: string): Promise<void> {
  const unfinished = `${file}.unfinished`;
  await writeFile(unfinished, text, { mode: 0o600 });
  await rename(unfinished, file);
}
