import { sql } from "drizzle-orm";
import { oldestUnsentSeconds } from "@/server/services/outbox/lease-outbox";
import { readSenderHealth } from "@/server/services/senders/read-sender-health";
import type { ServiceContext } from "@/server/services/service-context";

export type PartHealth = { status: "ok"; [fact: string]: unknown } | { status: "failing"; why: string };

export type Health = { status: "ok" | "failing"; parts: Record<string, PartHealth> };

const probeTimeoutMs = 2_000;
// Longer than two runs of the relaying cron: by then nobody is relaying.
const outboxStalledSeconds = 180;

/**
 * Whether each part works: the database, outbox and senders, and every address in `probes` that must answer 2xx. Names
 * what fails without saying more than that.
 */
export async function readHealth(ctx: ServiceContext, probes: Record<string, string>): Promise<Health> {
  const checks: Record<string, Promise<PartHealth>> = {
    database: databaseHealth(ctx),
    outbox: outboxHealth(ctx),
    senders: sendersHealth(ctx),
  };
  for (const [part, url] of Object.entries(probes)) checks[part] = probe(url);
  const parts = Object.fromEntries(
    await Promise.all(
      Object.entries(checks).map(async ([part, check]) => {
        const health = await check.catch((error: unknown): PartHealth => {
          ctx.logger.error({ part, err: error }, "health check failed");
          return { status: "failing", why: "unreachable" };
        });
        return [part, health] as const;
      }),
    ),
  );
  const isOk = Object.values(parts).every((part) => part.status === "ok");
  return { status: isOk ? "ok" : "failing", parts };
}

async function databaseHealth(ctx: ServiceContext): Promise<PartHealth> {
  await ctx.db.execute(sql`select 1`);
  return { status: "ok" };
}

async function outboxHealth(ctx: ServiceContext): Promise<PartHealth> {
  const oldestSeconds = await oldestUnsentSeconds(ctx);
  if ((oldestSeconds ?? 0) > outboxStalledSeconds) {
    return { status: "failing", why: `the oldest event has waited ${Math.round(oldestSeconds ?? 0)} s` };
  }
  return { status: "ok", oldestUnsentSeconds: oldestSeconds };
}

/** Always ok: a provider that refuses the account is for the operator to mend, and starting anew mends nothing. */
async function sendersHealth(ctx: ServiceContext): Promise<PartHealth> {
  return { status: "ok", ...(await readSenderHealth(ctx)) };
}

async function probe(url: string): Promise<PartHealth> {
  const response = await fetch(url, { signal: AbortSignal.timeout(probeTimeoutMs), redirect: "manual" });
  return response.ok ? { status: "ok" } : { status: "failing", why: `answered ${response.status}` };
}
