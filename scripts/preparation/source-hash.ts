import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

const sourceFolders = ["app", "server", "db", "inngest", "public"];
const rootFilePattern =
  /^(package-lock\.json|tsconfig\.json|(next|postcss)\.config\.\w+|(instrumentation|proxy|middleware)[\w-]*\.ts)$/;
const ignoredPattern = /(^|\/)(testing|\.[^/]+)\/|^(db\/embedded|inngest\/engine)\/|\.test\.tsx?$/;

/** A fingerprint of everything that a build of the application reads. */
export async function hashSources(root: string): Promise<string> {
  const files: string[] = [];
  for (const entry of await readdir(root, { withFileTypes: true })) {
    if (entry.isFile() && rootFilePattern.test(entry.name)) files.push(entry.name);
    if (!entry.isDirectory() || !sourceFolders.includes(entry.name)) continue;
    for (const inner of await readdir(path.join(root, entry.name), {
      recursive: true,
      withFileTypes: true,
    })) {
      if (inner.isFile()) files.push(path.relative(root, path.join(inner.parentPath, inner.name)));
    }
  }
  const hash = createHash("sha256");
  for (const file of files.filter((name) => !ignoredPattern.test(name)).sort()) {
    const content = await readFile(path.join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}
