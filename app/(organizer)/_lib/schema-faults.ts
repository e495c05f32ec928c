import type { z } from "zod";

/** What is wrong with a value, by the path of the field at fault ("recurrence.count"), in sentences. */
export function schemaFaults(schema: z.ZodType, value: unknown): Map<string, string> {
  const faults = new Map<string, string>();
  for (const { path, message } of schema.safeParse(value).error?.issues ?? []) {
    const field = path.join(".");
    if (!faults.has(field)) faults.set(field, asSentence(message));
  }
  return faults;
}

function asSentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
