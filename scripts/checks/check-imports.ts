import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { cruise, type ICruiseResult, type IViolation } from "dependency-cruiser";
import configuration, { hasRow } from "../../.dependency-cruiser.mjs";
import { readImports } from "./read-imports";
import { listSourceFiles } from "./source-files";

/**
 * What is wrong with the imports of the checkout, a line each. dependency-cruiser reads neither our TypeScript
 * nor JSX, so it is shown a copy of the tree in which a file holds its imports and nothing else.
 */
export async function checkImports(root: string): Promise<string[]> {
  const files = await listSourceFiles(root);
  const homeless = files.filter((file) => !hasRow(file));
  const mirror = await mkdtemp(path.join(tmpdir(), "punctual-imports-"));
  try {
    await mirrorImports(root, files, mirror);
    const violations = await cruiseMirror(mirror, files);
    return [
      ...homeless.map((file) => `${file}: its folder isn't in the import table (.dependency-cruiser.mjs)`),
      ...violations.map(({ rule, from, to }) => `${from} → ${to}: ${rule.name}${comment(rule.name)}`),
    ];
  } finally {
    await rm(mirror, { recursive: true });
  }
}

async function mirrorImports(root: string, files: readonly string[], mirror: string): Promise<void> {
  await symlink(path.join(root, "node_modules"), path.join(mirror, "node_modules"));
  for (const file of files) {
    const imports = await readImports(await readFile(path.join(root, file), "utf8"), file);
    await mkdir(path.dirname(path.join(mirror, file)), { recursive: true });
    await writeFile(path.join(mirror, file), imports.map((specifier) => `import "${specifier}";\n`).join(""));
    for (const specifier of imports) await mirrorAsset(mirror, file, specifier);
  }
}

/** Style sheets and the like: only that they are there matters. */
async function mirrorAsset(mirror: string, importer: string, specifier: string): Promise<void> {
  if (!/^(\.|@\/).*\.(css|json|svg)$/.test(specifier)) return;
  const target = specifier.startsWith("@/")
    ? path.join(mirror, specifier.slice(2))
    : path.join(mirror, path.dirname(importer), specifier);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, "");
}

async function cruiseMirror(mirror: string, files: readonly string[]): Promise<IViolation[]> {
  const { forbidden, options } = configuration;
  const { output } = await cruise(
    [...files],
    { ...options, baseDir: mirror, ruleSet: { forbidden }, validate: true },
    { ...options.enhancedResolveOptions, alias: { "@": mirror }, symlinks: false },
  );
  const { modules, summary } = output as ICruiseResult;
  const read = new Set(modules.map((module) => module.source));
  const unread = files.find((file) => !read.has(file));
  if (unread) throw new Error(`${unread} wasn't read, so its imports aren't known.`);
  return summary.violations;
}

function comment(ruleName: string): string {
  const rule = configuration.forbidden.find(({ name }) => name === ruleName);
  return rule?.comment ? `. ${rule.comment}` : "";
}
