import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import postgres from "postgres";
import { type Clock, systemClock } from "@/server/platform/clock";
import { createLogger, type Logger } from "@/server/platform/logger";
import { type Random, systemRandom } from "@/server/platform/random";
import { CronClock } from "./cron/cron-clock";
import type { EngineContext, Transport } from "./engine-context";
import { AppLink, type SyncResult } from "./execution/app-link";
import { Dispatcher } from "./execution/dispatcher";
import { Executor } from "./execution/executor";
import { LeaseKeeper, leaseRenewalSeconds } from "./execution/lease-keeper";
import { FunctionRegistry } from "./function-registry";
import { Housekeeper } from "./housekeeping/housekeeper";
import { createEngineServer } from "./http/create-engine-server";
import { RepeatedTask } from "./repeated-task";
import { routeWaitingEvents } from "./route-waiting-events";
import { type Scheduler, timerScheduler } from "./scheduler";
import { migrateEngine } from "./store/migrate-engine";
import { nextDueAt } from "./store/next-due-at";
import { UlidSource } from "./ulid-source";

const drainMilliseconds = 5_000;
const housekeepingLookMilliseconds = 60_000;
const followSyncsMilliseconds = 2_000;
const defaultRetentionDays = 7;

export type EmbeddedEngineOptions = {
  /** The engine opens its own connections and keeps its tables in the schema `engine`. */
  databaseUrl: string;
  maxConnections?: number;
  /** Where the app serves the SDK, such as `http://127.0.0.1:3000/api/inngest`. */
  appUrl: string;
  eventKey: string;
  signingKey: string;
  /** 0 (the default) chooses a free one. */
  port?: number;
  clock?: Clock;
  random?: Random;
  /** `drivenScheduler` leaves every move to `runUntilIdle`. */
  scheduler?: Scheduler;
  send?: Transport;
  logger?: Logger;
  /** How long ended runs, and events, are kept; 7 days by default. */
  retentionDays?: number;
};

/** The server side of Inngest's protocol for one app, durable in Postgres. */
export class EmbeddedEngine {
  readonly #context: EngineContext;
  readonly #app: AppLink;
  readonly #leases: LeaseKeeper;
  readonly #dispatcher: Dispatcher;
  readonly #cron: CronClock;
  readonly #housekeeper: Housekeeper;
  readonly #tasks: readonly RepeatedTask[];
  readonly #server: Server;
  readonly #port: number;

  constructor(options: EmbeddedEngineOptions) {
    const clock = options.clock ?? systemClock;
    const random = options.random ?? systemRandom;
    const sql = postgres(options.databaseUrl, {
      max: options.maxConnections ?? 10,
      onnotice: () => undefined,
      connection: { application_name: "punctual-engine" },
    });
    this.#port = options.port ?? 0;
    this.#context = {
      sql,
      appUrl: options.appUrl,
      eventKey: options.eventKey,
      signingKey: options.signingKey,
      clock,
      wallClock: systemClock,
      random,
      scheduler: options.scheduler ?? timerScheduler,
      logger: options.logger ?? createLogger({ level: "silent", name: "engine" }),
      send: options.send ?? ((request) => fetch(request)),
      ids: new UlidSource(clock, random),
      registry: new FunctionRegistry(sql),
    };
    this.#app = new AppLink(this.#context, () => this.#onSynced());
    this.#leases = new LeaseKeeper(this.#context);
    const executor = new Executor(this.#context, this.#leases, this.#app);
    this.#dispatcher = new Dispatcher(this.#context, executor, this.#leases, this.#app);
    this.#cron = new CronClock(this.#context);
    this.#housekeeper = new Housekeeper(this.#context, options.retentionDays ?? defaultRetentionDays);
    this.#tasks = this.#repeatedTasks();
    this.#server = createEngineServer(this.#context, { app: this.#app, wake: () => this.#dispatcher.wake() });
  }

  /** Migrates the engine's schema, listens on loopback, and begins to sync and to execute. */
  async start(): Promise<void> {
    await migrateEngine(this.#context.sql, this.#context.clock.now());
    await this.#context.registry.reload();
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject).listen(this.#port, "127.0.0.1", resolve);
    });
    for (const task of this.#tasks) task.start();
    this.#dispatcher.start();
    this.#app.start();
  }

  /** Takes no more requests, lets those in flight end for a while, and gives up every lease. */
  async stop(): Promise<void> {
    this.#leases.beginStop();
    this.#server.close();
    this.#server.closeIdleConnections();
    await this.#app.stop();
    await this.#dispatcher.stop(drainMilliseconds);
    await Promise.all(this.#tasks.map((task) => task.stop()));
    this.#server.closeAllConnections();
    await this.#context.sql.end({ timeout: 5 });
  }

  /** Where the engine listens: the SDK's `baseUrl`, and the page of runs. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Asks the app for its functions now. */
  sync(): Promise<SyncResult> {
    return this.#app.sync();
  }

  /**
   * Does everything that is due at the clock's time: syncs if the app isn't known, fires schedules, executes runs
   * until nothing is due or in flight.
   */
  async runUntilIdle(): Promise<void> {
    await this.#context.registry.reloadIfChanged();
    await this.#housekeeper.run();
    do {
      if (!this.#app.isUp) await this.#app.sync();
      await this.#dispatcher.runUntilIdle();
    } while ((await this.#cron.fire()) > 0);
  }

  /** The next instant at which something is to be done; null when nothing waits for a time. */
  async nextDueAt(): Promise<Date | null> {
    const due = await nextDueAt(this.#context.sql, this.#context.clock.now());
    const tick = this.#cron.nextTickAt();
    return due && tick ? (due < tick ? due : tick) : (due ?? tick);
  }

  #repeatedTasks(): RepeatedTask[] {
    const renewLeases = {
      name: "renew leases",
      pauseMilliseconds: () => leaseRenewalSeconds * 1000,
      run: () => this.#leases.renew(),
    };
    const fireSchedules = {
      name: "fire schedules",
      pauseMilliseconds: () => this.#cron.pauseMilliseconds(),
      run: async () => {
        if ((await this.#cron.fire()) > 0) this.#dispatcher.wake();
      },
    };
    const keepHouse = {
      name: "keep house",
      pauseMilliseconds: () => housekeepingLookMilliseconds,
      run: () => this.#housekeeper.run(),
    };
    const followSyncs = {
      name: "follow the syncs of other engines",
      pauseMilliseconds: () => followSyncsMilliseconds,
      run: () => this.#context.registry.reloadIfChanged(),
    };
    return [renewLeases, fireSchedules, keepHouse, followSyncs].map(
      (task) => new RepeatedTask(this.#context, task),
    );
  }

  async #onSynced(): Promise<void> {
    const { sql, clock } = this.#context;
    await routeWaitingEvents(sql, { ...this.#context, now: clock.now() });
    this.#dispatcher.wake();
  }
}
