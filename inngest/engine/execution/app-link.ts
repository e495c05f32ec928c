import { z } from "zod";
import type { EngineContext } from "../engine-context";
import { parseFunctionConfig } from "../protocol/parse-function-config";
import { canonicalJson, isSigned, sign } from "../protocol/signature";
import { saveFunctions } from "../store/functions";
import { saveSync } from "../store/syncs";
import { sendRequest } from "./send-request";

const shortestPauseMilliseconds = 250;
const longestPauseMilliseconds = 2_000;
const timeoutSeconds = 30;

const inBandAnswerSchema = z.looseObject({ functions: z.array(z.unknown()), sdk: z.string().optional() });

type Asked = z.output<typeof inBandAnswerSchema> | { reason: string };
export type SyncResult = { synced: boolean; error: string | null };

/**
 * The engine's knowledge of the app: which functions it has, and whether it answers. While it doesn't, no run is
 * requested, and the sync is repeated until it does.
 */
export class AppLink {
  #isUp = false;
  #wasSynced = false;
  #failures = 0;
  #syncing: Promise<SyncResult> | null = null;
  #cancelRetry: () => void = () => undefined;
  #stopped = false;

  constructor(
    private readonly context: EngineContext,
    private readonly onSynced: () => Promise<void>,
  ) {}

  /** Whether the app was synced and, as far as is known, answers. */
  get isUp(): boolean {
    return this.#isUp;
  }

  /** Whether the app's functions are known, of a sync with this engine. */
  get wasSynced(): boolean {
    return this.#wasSynced;
  }

  /** The app isn't there, or doesn't know a function that it had: no more requests until a sync succeeds. */
  lost(): void {
    if (!this.#isUp) return;
    this.#isUp = false;
    this.#scheduleSync(shortestPauseMilliseconds);
  }

  start(): void {
    this.#scheduleSync(0);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelRetry();
    await this.#syncing;
  }

  /** Asks the app for its functions; a failure is remembered, and the sync repeated. */
  sync(): Promise<SyncResult> {
    this.#syncing ??= this.#syncOnce().finally(() => {
      this.#syncing = null;
    });
    return this.#syncing;
  }

  /** Takes the functions of a sync, in the form in which the SDK sends them. */
  async take(functions: readonly unknown[], sdk: string | null): Promise<SyncResult> {
    const { sql, clock, random, appUrl, registry } = this.context;
    const parsed = functions.flatMap((config) => {
      const known = parseFunctionConfig(config);
      return known ? [{ config, parsed: known }] : [];
    });
    const now = clock.now();
    const refusals = parsed.flatMap((entry) => (entry.parsed.served ? [] : [entry.parsed.refusal]));
    const error = refusals.length > 0 ? refusals.join(" ") : null;
    await saveFunctions(sql, parsed, { now, random });
    await saveSync(sql, { appUrl, at: now, functionsWereTaken: true, sdk, error });
    await registry.reload();
    this.#isUp = true;
    this.#wasSynced = true;
    this.#failures = 0;
    this.#cancelRetry();
    await this.onSynced();
    return { synced: true, error };
  }

  async #syncOnce(): Promise<SyncResult> {
    const { logger, sql, clock, appUrl } = this.context;
    const asked = await this.#ask();
    if ("functions" in asked) {
      logger.info({ functions: asked.functions.length }, "synced with the app");
      return this.take(asked.functions, asked.sdk ?? null);
    }
    this.#isUp = false;
    this.#failures += 1;
    logger.debug({ reason: asked.reason }, "the sync with the app failed");
    await saveSync(sql, {
      appUrl,
      at: clock.now(),
      functionsWereTaken: false,
      sdk: null,
      error: asked.reason,
    });
    const pause = shortestPauseMilliseconds * 2 ** Math.min(this.#failures - 1, 10);
    this.#scheduleSync(Math.min(pause, longestPauseMilliseconds));
    return { synced: false, error: asked.reason };
  }

  async #ask(): Promise<Asked> {
    const { send, scheduler } = this.context;
    const read = (response: Response) => this.#readAnswer(response);
    const result = await sendRequest(this.#syncRequest(), { send, scheduler, timeoutSeconds, read });
    return "received" in result ? result.received : { reason: `The sync failed: ${result.failed.reason}` };
  }

  async #readAnswer(response: Response): Promise<Asked> {
    const text = await response.text();
    if (response.status !== 200) return { reason: `The app answered the sync with ${response.status}.` };
    const signature = response.headers.get("x-inngest-signature");
    if (!isSigned(signature, text, this.context.signingKey, this.context.wallClock.now())) {
      return { reason: "The app's answer to the sync isn't signed with the engine's key." };
    }
    const answer = inBandAnswerSchema.safeParse(JSON.parse(text));
    return answer.success
      ? answer.data
      : { reason: "The app's answer to the sync has no list of functions." };
  }

  #syncRequest(): Request {
    const { appUrl, signingKey, wallClock } = this.context;
    const body = canonicalJson({ url: appUrl });
    return new Request(appUrl, {
      method: "PUT",
      body,
      headers: {
        host: new URL(appUrl).host,
        "content-type": "application/json",
        "x-inngest-sync-kind": "in_band",
        "x-inngest-server-kind": "cloud",
        "x-inngest-signature": sign(body, signingKey, wallClock.now()),
      },
    });
  }

  #scheduleSync(milliseconds: number): void {
    if (this.#stopped) return;
    this.#cancelRetry();
    this.#cancelRetry = this.context.scheduler.after(milliseconds, () => {
      this.sync().catch((error) => this.context.logger.error({ err: error }, "the sync broke"));
    });
  }
}
