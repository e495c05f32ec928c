import type { TestDatabase } from "@/db/testing/create-test-database";
import type { ManualClock } from "@/server/platform/clock";
import { openDoors } from "@/server/testing/open-doors";
import { apiVersionHeader } from "../api-version";
import { createRestHandler } from "../create-rest-handler";
import { findAnswerFaults } from "./find-answer-faults";

export type RestReply = {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any;
};

export type RestDoor = {
  clock: ManualClock;
  /** The lines that were logged, oldest first. */
  log: Record<string, unknown>[];
  /** The outbox ids that commits have reported, oldest first. */
  committedIds: string[];
  get(path: string, headers?: Record<string, string>): Promise<RestReply>;
  /** Sends an object as JSON, and text as it is with the type of JSON. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<RestReply>;
  patch(path: string, body: unknown, headers?: Record<string, string>): Promise<RestReply>;
  delete(path: string, headers?: Record<string, string>): Promise<RestReply>;
  send(request: Request): Promise<RestReply>;
  close(): Promise<void>;
};

/**
 * The REST door on a test database, as the application mounts it, on a clock that stands at `testNow`, without limits.
 * It fails a test that gets an answer which the API's description doesn't describe.
 */
export function createRestDoor(database: TestDatabase, environment: Record<string, string> = {}): RestDoor {
  const doors = openDoors(database, environment);
  const { clock, log, committedIds } = doors;
  const handle = createRestHandler(doors.runtimeOf("rest"));
  const send = async (request: Request): Promise<RestReply> => {
    const { status, headers, body } = await handle(request);
    const text = await new Response(body).text();
    const reply = { status, headers, body: text === "" ? null : JSON.parse(text) };
    requireDescribed(request, reply);
    return reply;
  };
  const request = (path: string, init: RequestInit) => send(new Request(`http://punctual.test${path}`, init));
  const withBody = (method: string) => (path: string, body: unknown, headers?: Record<string, string>) =>
    request(path, {
      method,
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  return {
    clock,
    log,
    committedIds,
    send,
    get: (path, headers) => request(path, { headers }),
    post: withBody("POST"),
    patch: withBody("PATCH"),
    delete: (path, headers) => request(path, { method: "DELETE", headers }),
    close: doors.close,
  };
}

function requireDescribed(request: Request, { status, body }: RestReply): void {
  const version = request.headers.get(apiVersionHeader)?.trim() || null;
  const faults = findAnswerFaults({ method: request.method, path: request.url, version, status, body });
  if (faults.length > 0) throw new Error(`Not what the API describes:\n${faults.join("\n")}`);
}
