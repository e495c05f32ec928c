import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    env: { TZ: "Asia/Kathmandu" },
    globalSetup: ["db/testing/global-setup.ts"],
    include: ["{app,server,db,inngest,sandbox,scripts,bench,e2e}/**/*.test.{ts,tsx}"],
    // Modules are read once for each worker: no test may leave anything behind in them.
    isolate: false,
    // Most tests wait for Postgres, so that two cores serve two of them.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
