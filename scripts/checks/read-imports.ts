import { parse } from "@swc/core";

type Node = { type?: unknown; [key: string]: unknown };

/** The modules that a TypeScript or JavaScript source names: also those for types only, lazy and re-exported. */
export async function readImports(source: string, file: string): Promise<string[]> {
  const program = await parse(source, { syntax: "typescript", tsx: !file.endsWith(".ts"), decorators: true });
  const found: string[] = [];
  collect(program, found);
  return found;
}

function collect(value: unknown, found: string[]): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, found);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const node = value as Node;
  const named = namedBy(node);
  if (named) found.push(named);
  for (const child of Object.values(node)) collect(child, found);
}

function namedBy(node: Node): string | undefined {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration":
      return literal(node.source);
    case "TsImportType":
      return literal(node.argument);
    case "CallExpression":
      return isImporting(node.callee as Node) ? literal(firstArgument(node)) : undefined;
    default:
      return undefined;
  }
}

function isImporting(callee: Node): boolean {
  return callee.type === "Import" || (callee.type === "Identifier" && callee.value === "require");
}

function firstArgument(call: Node): unknown {
  const [first] = call.arguments as { expression: unknown }[];
  return first?.expression;
}

function literal(node: unknown): string | undefined {
  const { type, value } = (node ?? {}) as Node;
  return type === "StringLiteral" ? String(value) : undefined;
}
