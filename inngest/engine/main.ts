import { createLogger } from "@/server/platform/logger";
import { EmbeddedEngine } from "./embedded-engine";
import { readEngineEnvironment } from "./read-engine-environment";

const environment = readEngineEnvironment(process.env);
const logger = createLogger({ level: environment.LOG_LEVEL, name: "engine" });
const engine = new EmbeddedEngine({
  databaseUrl: environment.DATABASE_URL,
  appUrl: environment.ENGINE_APP_URL,
  eventKey: environment.INNGEST_EVENT_KEY,
  signingKey: environment.INNGEST_SIGNING_KEY,
  port: environment.ENGINE_PORT,
  logger,
});

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    logger.info({ signal }, "stopping");
    engine.stop().then(
      () => process.exit(0),
      (error) => {
        logger.error({ err: error }, "the engine did not stop cleanly");
        process.exit(1);
      },
    );
  });
}

await engine.start();
logger.info({ url: engine.url }, "the embedded engine listens");
