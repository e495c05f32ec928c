import { pino } from "pino";
import type { TestDatabase } from "@/db/testing/create-test-database";
import { admit, compose, requestIdOf } from "@/server/context";
import { ManualClock } from "@/server/platform/clock";
import { readEnvironment } from "@/server/platform/env";
import { createCaller } from "@/server/routers/app-router";
import { testNow } from "@/server/services/testing/create-test-context";
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
  const composition = compose(
    readEnvironment({
      DATABASE_URL: database.url,
      BETTER_AUTH_SECRET: "a secret of the tests, long enough",
      TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
      TWILIO_AUTH_TOKEN: "test-token",
      TWILIO_FROM_NUMBER: "+15005550006",
      TWILIO_API_BASE_URL: "http://127.0.0.1:1",
      SMTP_URL: "smtp://127.0.0.1:1",
      LOG_LEVEL: "silent",
      PUNCTUAL_RATE_LIMITS: "off",
      ...environment,
    }),
  );
  const clock = new ManualClock(testNow);
  const log: Record<string, unknown>[] = [];
  const committedIds: string[] = [];
  const onCommitted = (ids: readonly string[]) => void committedIds.push(...ids);
  const handle = createRestHandler({
    clock,
    logger: pino({ base: null }, { write: (line) => log.push(JSON.parse(line)) }),
    requestIdOf,
    admit: async (headers) => {
      const { allowance, context } = await admit(
        composition,
        { headers, mount: "rest" },
        { onCommitted, clock },
      );
      return { allowance, caller: () => createCaller(context()) };
    },
  });
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
    close: async () => {
      composition.providers.email.close();
      await composition.database.close();
    },
  };
}

function requireDescribed(request: Request, { status, body }: RestReply): void {
  const version = request.headers.get(apiVersionHeader)?.trim() || null;
  const faults = findAnswerFaults({ method: request.method, path: request.url, version, status, body });
  if (faults.length > 0) throw new Error(`Not what the API describes:\n${faults.join("\n")}`);
}
