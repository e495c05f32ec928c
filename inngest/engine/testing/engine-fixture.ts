import type { InngestFunction } from "inngest";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { ManualClock } from "@/server/platform/clock";
import { type Random, systemRandom } from "@/server/platform/random";
import { EmbeddedEngine, type EmbeddedEngineOptions } from "../embedded-engine";
import { drivenScheduler } from "../scheduler";
import type { RunDetail, RunRow } from "../store/select-runs";
import { driveUntil } from "./drive-until";
import { createSdkApp, eventKey, type SdkApp, signingKey } from "./sdk-app";

export type SentEvent = { name: string; data?: Record<string, unknown>; id?: string; ts?: number };

/** No jitter, so that the tests can tell when a retry is due. */
export const steadyRandom: Random = { ...systemRandom, fraction: () => 0 };

const startAt = new Date("2027-03-01T12:00:00Z");

/** An engine on a clock that stands still, with an app of the SDK in the same process; new for each test. */
export class EngineFixture {
  declare database: TestDatabase;
  declare clock: ManualClock;
  declare app: SdkApp;
  declare engine: EmbeddedEngine;
  #engines = new Set<EmbeddedEngine>();

  async open(): Promise<void> {
    await this.database.sql`drop schema if exists engine cascade`;
    this.clock = new ManualClock(startAt);
    this.app = createSdkApp(() => this.engine.url);
    this.engine = await this.startEngine();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#engines].map((engine) => this.stopEngine(engine)));
  }

  /** A further engine on the same database and app. */
  async startEngine(options: Partial<EmbeddedEngineOptions> = {}): Promise<EmbeddedEngine> {
    const engine = new EmbeddedEngine({
      databaseUrl: this.database.url,
      maxConnections: 4,
      appUrl: "http://app.test/api/inngest",
      eventKey,
      signingKey,
      clock: this.clock,
      random: steadyRandom,
      scheduler: drivenScheduler,
      send: (request) => this.app.send(request),
      ...options,
    });
    this.#engines.add(engine);
    await engine.start();
    return engine;
  }

  async stopEngine(engine: EmbeddedEngine): Promise<void> {
    if (this.#engines.delete(engine)) await engine.stop();
  }

  /** Serves the functions and has the engine sync them; none may be refused. */
  async serve(...functions: InngestFunction.Any[]): Promise<void> {
    this.app.serve(functions);
    const { error } = await this.engine.sync();
    if (error) throw new Error(error);
  }

  /** Sends an event through the SDK, at the clock's time unless it has its own; returns its id. */
  async send(event: SentEvent): Promise<string> {
    const { ids } = await this.app.client.send({ ts: this.clock.now().getTime(), ...event });
    return ids[0] ?? "";
  }

  /** Moves the clock on, stopping wherever there is something to do. */
  async pass(seconds: number): Promise<void> {
    await driveUntil(this.engine, this.clock, new Date(this.clock.now().getTime() + seconds * 1000));
  }

  /** The runs, the oldest first. */
  async runs(): Promise<RunRow[]> {
    const { runs } = (await this.get("/api/runs?limit=1000")) as { runs: RunRow[] };
    return runs.reverse();
  }

  /** The only run there is, in full. */
  async onlyRun(): Promise<RunDetail> {
    const [run, ...others] = await this.runs();
    if (!run || others.length > 0) throw new Error(`there are ${others.length + (run ? 1 : 0)} runs`);
    return (await this.get(`/api/runs/${run.id}`)) as RunDetail;
  }

  async get(path: string): Promise<unknown> {
    const response = await fetch(`${this.engine.url}${path}`);
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return response.json();
  }

  async post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.engine.url}${path}`, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", ...headers },
    });
  }
}

/** The fixture of a test file: one database for the file, an engine with empty tables for each test. */
export function engineFixture(): EngineFixture {
  const fixture = new EngineFixture();
  beforeAll(async () => {
    fixture.database = await createTestDatabase({ maxConnections: 2 });
  });
  beforeEach(() => fixture.open());
  afterEach(() => fixture.close());
  afterAll(() => fixture.database.close());
  return fixture;
}
