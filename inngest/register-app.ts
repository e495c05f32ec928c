import { setTimeout as wait } from "node:timers/promises";
import { lookAfterMessages } from "@/server/services/messages/look-after-messages";
import { outboxLeaseMs } from "@/server/services/outbox/lease-outbox";
import type { AppRuntime } from "./app-runtime";
import { relayOutbox } from "./relay";

/** What registering needs of the application. */
export type RegisteredApp = Pick<AppRuntime, "inngest" | "logger" | "systemContext"> & {
  env: Pick<AppRuntime["env"], "LOCAL_URL">;
};

export type LastSync = { state: "pending" | "synced" | "failed"; at: string | null };

const held = globalThis as typeof globalThis & { punctualLastSync?: LastSync };
const firstDelayMs = 250;
const longestDelayMs = 30_000;

/** How the last registration of the functions with the Inngest server went. */
export function lastSync(): LastSync {
  return held.punctualLastSync ?? { state: "pending", at: null };
}

/**
 * Registers the functions with the Inngest server, trying until it succeeds, and then sends what an earlier life
 * of this process left in the outbox: at once, and again when the leases it held have run out. Ends early, and
 * does nothing more, once the signal is aborted.
 */
export async function registerApp(
  app: RegisteredApp,
  signal: AbortSignal,
  pause: (milliseconds: number, signal: AbortSignal) => Promise<void> = pauseUntilAborted,
): Promise<void> {
  const url = `${app.env.LOCAL_URL}/api/inngest`;
  for (let delayMs = firstDelayMs; !signal.aborted; delayMs = Math.min(delayMs * 2, longestDelayMs)) {
    if (await putOnce(app, url)) break;
    await pause(delayMs, signal);
  }
  if (!signal.aborted) await resume(app);
  if (!signal.aborted) await pause(outboxLeaseMs, signal);
  if (!signal.aborted) await resume(app);
}

async function putOnce(app: RegisteredApp, url: string): Promise<boolean> {
  const at = new Date().toISOString();
  try {
    const response = await fetch(url, { method: "PUT", signal: AbortSignal.timeout(10_000) });
    held.punctualLastSync = { state: response.ok ? "synced" : "failed", at };
    if (!response.ok) app.logger.warn({ status: response.status }, "the engine refused the functions");
    return response.ok;
  } catch (error) {
    held.punctualLastSync = { state: "failed", at };
    app.logger.debug({ err: error }, "the engine can't be reached yet");
    return false;
  }
}

async function resume(app: RegisteredApp): Promise<void> {
  const ctx = app.systemContext("boot");
  try {
    await relayOutbox(app.inngest, ctx);
    await lookAfterMessages(ctx, 100);
  } catch (error) {
    app.logger.warn({ err: error }, "what an earlier process left waits for the cron");
  }
}

async function pauseUntilAborted(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
}
