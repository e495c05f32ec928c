import { appRuntime } from "@/inngest/app-runtime";
import { lastSync } from "@/inngest/register-app";
import { readHealth } from "@/server/services/read-health";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const { env, systemContext } = appRuntime();
  const engineUrl = env.INNGEST_BASE_URL ?? engineOfDev(env.INNGEST_DEV);
  const probes = {
    ...(engineUrl && { engine: `${engineUrl}/health` }),
    ...(env.SANDBOX_URL && { sandbox: `${env.SANDBOX_URL}/health` }),
  };
  const health = await readHealth(systemContext("health"), probes);
  return Response.json(
    { ...health, lastSync: lastSync() },
    { status: health.status === "ok" ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}

function engineOfDev(dev: string | undefined): string | undefined {
  return dev?.startsWith("http") ? dev.replace(/\/$/, "") : undefined;
}
