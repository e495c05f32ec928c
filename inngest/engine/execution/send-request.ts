import type { Transport } from "../engine-context";
import type { Scheduler } from "../scheduler";
import type { Answer } from "./answer";

export const requestTimeoutSeconds = 240;

const undeliveredCodes = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

export type Received<T> = { received: T } | { failed: Answer & { kind: "broken" | "unreachable" } };

/**
 * Sends a request and reads its answer. A request that found nobody listening is told from one that may have been
 * delivered.
 */
export async function sendRequest<T>(
  request: Request,
  options: { send: Transport; scheduler: Scheduler; read: (response: Response) => Promise<T> },
): Promise<Received<T>> {
  const timeout = new AbortController();
  const cancel = options.scheduler.after(requestTimeoutSeconds * 1000, () => timeout.abort());
  try {
    const response = await options.send(new Request(request, { signal: timeout.signal }));
    return { received: await options.read(response) };
  } catch (error) {
    return { failed: failureOf(error, timeout.signal.aborted) };
  } finally {
    cancel();
  }
}

function failureOf(error: unknown, timedOut: boolean): Answer & { kind: "broken" | "unreachable" } {
  if (timedOut) return { kind: "broken", reason: `No answer within ${requestTimeoutSeconds} seconds.` };
  const cause = error instanceof Error && error.cause ? error.cause : error;
  const code = typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : null;
  if (code && undeliveredCodes.has(code))
    return { kind: "unreachable", reason: `The app isn't there (${code}).` };
  return { kind: "broken", reason: `The connection to the app broke (${code ?? "no code"}).` };
}
