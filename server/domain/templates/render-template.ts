// A name in either case, or a name that takes a format with one: {EVENT_DATE_dddd, D MMMM}.
const variablePattern = /\{(\p{L}[\p{L}\p{N}_]*|[A-Z][A-Z_]*(?:DATE|TIME|TIMEZONE)_[^{}\n]{1,60})\}/gu;

/** What a template's variables stand for; a name may carry a format. Undefined for unknown names. */
export type VariableReader = { get(name: string): string | undefined };

/** The text with each `{VARIABLE}` replaced; one without a value becomes empty and is never sent raw. */
export function renderTemplate(template: string, values: VariableReader): string {
  return template
    .replace(variablePattern, (_, name: string) => values.get(name) ?? values.get(name.toUpperCase()) ?? "")
    .replace(/[ \t]+$/gm, "")
    .trim();
}

/** The names in a template, with their formats, each once. */
export function variablesIn(template: string): string[] {
  return [...new Set([...template.matchAll(variablePattern)].map(([, name = ""]) => name))];
}
