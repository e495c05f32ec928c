const variablePattern = /\{([A-Z][A-Z0-9_]*)\}/g;

/** The text with each `{VARIABLE}` replaced; one without a value becomes empty and is never sent raw. */
export function renderTemplate(template: string, values: ReadonlyMap<string, string>): string {
  return template
    .replace(variablePattern, (_, name: string) => values.get(name) ?? "")
    .replace(/[ \t]+$/gm, "")
    .trim();
}
