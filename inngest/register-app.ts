import { lookAfterMessages } from "@/server/services/messages/look-after-messages";
import { outboxLeaseMs } from "@/server/services/outbox/lease-outbox";
import type { AppRuntime } from "./app-runtime";
import { relayOutbox } from "./relay";

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
 * of this process left in the outbox: at once, and again when the leases it held have run out.
 */
export async function registerApp(runtime: AppRuntime, signal: AbortSignal): Promise<void> {
  const url = `${runtime.env.LOCAL_URL}/api/inngest`;
  for (let delayMs = firstDelayMs; !signal.aborted; delayMs = Math.min(delayMs * 2, longestDelayMs)) {
    if (await putOnce(runtime, url)) break;
    await delay(delayMs, signal);
  }
  await resume(runtime);
  await delay(outboxLeaseMs, signal);
  await resume(runtime);
}

async function putOnce(runtime: AppRuntime, url: string): Promise<boolean> {
  const at = new Date().toISOString();
  try {
    const response = await fetch(url, { method: "PUT", signal: AbortSignal.timeout(10_000) });
    held.punctualLastSync = { state: response.ok ? "synced" : "failed", at };
    if (!response.ok) runtime.logger.warn({ status: response.status }, "the engine refused the functions");
    return response.ok;
  } catch (error) {
    held.punctualLastSync = { state: "failed", at };
    runtime.logger.debug({ err: error }, "the engine can't be reached yet");
    return false;
  }
}

async function resume(runtime: AppRuntime): Promise<void> {
  const ctx = runtime.systemContext("boot");
  try {
    await relayOutbox(runtime.inngest, ctx);
    await lookAfterMessages(ctx, 100);
  } catch (error) {
    runtime.logger.warn({ err: error }, "what an earlier process left waits for the cron");
  }
}

function delay(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    timer.unref();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
