import type { Transport } from "../engine-context";
import type { Scheduler } from "../scheduler";
import type { Answer } from "./answer";

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
  options: {
    send: Transport;
    scheduler: Scheduler;
    timeoutSeconds: number;
    read: (response: Response) => Promise<T>;
  },
): Promise<Received<T>> {
  const timeout = new AbortController();
  const { send, scheduler, timeoutSeconds, read } = options;
  const cancel = scheduler.after(timeoutSeconds * 1000, () => timeout.abort());
  try {
    const response = await send(new Request(request, { signal: timeout.signal }));
    return { received: await read(response) };
  } catch (error) {
    const timedOut = timeout.signal.aborted;
    if (timedOut)
      return { failed: { kind: "broken", reason: `No answer within ${timeoutSeconds} seconds.` } };
    return { failed: failureOf(error) };
  } finally {
    cancel();
  }
}

function failureOf(error: unknown): Answer & { kind: "broken" | "unreachable" } {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  const code = typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : null;
  if (code && undeliveredCodes.has(code))
    return { kind: "unreachable", reason: `The app isn't there (${code}).` };
  return { kind: "broken", reason: `The connection to the app broke (${code ?? "no code"}).` };
}
