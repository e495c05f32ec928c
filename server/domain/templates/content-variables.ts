import { renderTemplate, type VariableReader, variablesIn } from "./render-template";

/**
 * What the numbered variables of a content template stand for: the variables of a text, each once, in the order in
 * which they come. Such variables are single lines and never empty.
 */
export function contentVariables(body: string, values: VariableReader): Record<string, string> {
  return Object.fromEntries(
    variablesIn(body).map((name, index) => [
      `${index + 1}`,
      renderTemplate(`{${name}}`, values).replace(/\s+/g, " ") || "-",
    ]),
  );
}

/** A text as the content template that has to be approved for it: "Hi {{1}}, see you {{2}}". */
export function contentTemplate(body: string): string {
  return variablesIn(body).reduce(
    (text, name, index) => text.replaceAll(`{${name}}`, `{{${index + 1}}}`),
    body,
  );
}
