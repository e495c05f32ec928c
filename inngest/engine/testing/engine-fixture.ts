import type { InngestFunction } from "inngest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { ManualClock } from "@/server/platform/clock";
import { createLogger } from "@/server/platform/logger";
import { type Random, systemRandom } from "@/server/platform/random";
import { EmbeddedEngine, type EmbeddedEngineOptions } from "../embedded-engine";
import { drivenScheduler } from "../scheduler";
import { createSdkApp, eventKey, type SdkApp, signingKey } from "./sdk-app";

export type EngineFixture = {
  database: TestDatabase;
  clock: ManualClock;
  app: SdkApp;
  engine: EmbeddedEngine;
  /** A further engine on the same database and app; closed with the fixture. */
  startEngine(options?: Partial<EmbeddedEngineOptions>): Promise<EmbeddedEngine>;
  /** Serves the functions and has the engine sync them. */
  serve(...functions: InngestFunction.Any[]): Promise<void>;
  /** Sends an event as the clock's time has it, and returns its id. */
  send(event: { name: string; data?: Record<string, unknown>; id?: string; ts?: number }): Promise<string>;
  close(): Promise<void>;
};

/** No jitter, so that the tests can tell when a retry is due. */
export const steadyRandom: Random = { ...systemRandom, fraction: () => 0 };

/** An engine on a clock that stands still, with an app in the same process. */
export async function createEngineFixture(
  startAt = new Date("2027-03-01T12:00:00Z"),
): Promise<EngineFixture> {
  const database = await createTestDatabase();
  const clock = new ManualClock(startAt);
  const engines: EmbeddedEngine[] = [];
  const app = createSdkApp(() => engines[0]?.url ?? "");
  const startEngine = async (options: Partial<EmbeddedEngineOptions> = {}) => {
    const engine = new EmbeddedEngine({
      databaseUrl: database.url,
      appUrl: "http://app.test/api/inngest",
      eventKey,
      signingKey,
      clock,
      random: steadyRandom,
      scheduler: drivenScheduler,
      send: app.send,
      logger: createLogger({ level: "warn", name: "engine" }),
      ...options,
    });
    engines.push(engine);
    await engine.start();
    return engine;
  };
  const engine = await startEngine();
  return {
    database,
    clock,
    app,
    engine,
    startEngine,
    serve: async (...functions) => {
      app.serve(functions);
      const { error } = await engine.sync();
      if (error) throw new Error(error);
    },
    send: async (event) => {
      const { ids } = await app.client.send({ ts: clock.now().getTime(), ...event });
      return ids[0] ?? "";
    },
    close: async () => {
      await Promise.all(engines.map((started) => started.stop()));
      await database.close();
    },
  };
}
