export type ErrorFacts = {
  type: string;
  message?: string;
  code?: string;
  constraint?: string;
  stack?: string;
  cause?: ErrorFacts;
};

const maxCauses = 5;

/**
 * What a log may say of an error: never the parameters of a statement, nor the words in which a database quotes
 * the values that it refused.
 */
export function errorFacts(error: unknown, causesLeft = maxCauses): ErrorFacts {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, constraint_name: constraint } = error as { code?: unknown; constraint_name?: unknown };
  return {
    type: error.name === "Error" ? error.constructor.name : error.name,
    ...withMessage(error),
    ...(typeof code === "string" && { code }),
    ...(typeof constraint === "string" && { constraint }),
    stack: framesOf(error),
    ...(error.cause !== undefined && causesLeft > 0 && { cause: errorFacts(error.cause, causesLeft - 1) }),
  };
}

function withMessage(error: Error): { message?: string } {
  // The driver's errors carry the severity that the database gave.
  if ("severity_local" in error || "severity" in error) return {};
  if ("query" in error && "params" in error) return { message: `Failed query: ${String(error.query)}` };
  return { message: error.message };
}

function framesOf(error: Error): string {
  const lines = error.stack?.split("\n") ?? [];
  return lines.filter((line) => line.startsWith("    at ")).join("\n");
}
