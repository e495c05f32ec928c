import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    env: { TZ: "Asia/Kathmandu" },
    include: ["{app,server,db,inngest,sandbox,scripts}/**/*.test.{ts,tsx}"],
    testTimeout: 30_000,
  },
});
