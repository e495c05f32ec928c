import { readdir } from "node:fs/promises";
import path from "node:path";

const foldersOfOthers = /^(node_modules|test-results|playwright-report|\..*)$/;

/** The TypeScript and JavaScript of the checkout, relative to its root, without what is generated. */
export async function listSourceFiles(root: string): Promise<string[]> {
  const files: string[] = [];
  const visit = async (folder: string): Promise<void> => {
    for (const entry of await readdir(path.join(root, folder), { withFileTypes: true })) {
      const name = path.join(folder, entry.name);
      if (entry.isDirectory() && !foldersOfOthers.test(entry.name)) await visit(name);
      if (entry.isFile() && /\.(ts|tsx|mts|js|mjs|cjs)$/.test(entry.name)) files.push(name);
    }
  };
  await visit("");
  return files.filter((file) => file !== "next-env.d.ts").sort();
}
