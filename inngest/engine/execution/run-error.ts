import { z } from "zod";

/** An error as the SDK serialises it and reads it back. */
export type RunError = { name: string; message: string; stack?: string; [field: string]: unknown };

const serializedSchema = z.looseObject({
  name: z.string().optional(),
  message: z.string().optional(),
  error: z.string().optional(),
  stack: z.string().optional(),
});

/** The error in an answer of the SDK; anything unreadable becomes an error that says so. */
export function readRunError(value: unknown): RunError {
  const parsed = serializedSchema.safeParse(value);
  if (!parsed.success) return engineError("the app answered with an error that isn't readable");
  const { name, message, error, ...rest } = parsed.data;
  return { ...rest, name: name || "Error", message: message || error || "Unknown error" };
}

/** An error of the engine's own. */
export function engineError(message: string): RunError {
  return { name: "EngineError", message };
}
