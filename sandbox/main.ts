import { createLogger } from "@/server/platform/logger";
import { Sandbox } from "./sandbox";
import { readSandboxEnvironment } from "./sandbox-environment";

const environment = readSandboxEnvironment(process.env);
const logger = createLogger({ level: environment.LOG_LEVEL, name: "sandbox" });
const sandbox = await Sandbox.start({
  httpPort: environment.SANDBOX_HTTP_PORT,
  smtpPort: environment.SANDBOX_SMTP_PORT,
  accountSid: environment.TWILIO_ACCOUNT_SID,
  authToken: environment.TWILIO_AUTH_TOKEN,
  storage: { folder: environment.PUNCTUAL_DATA_DIR },
  publicUrl: environment.PUBLIC_URL?.replace(/\/$/, "") ?? environment.localUrl,
  localUrl: environment.localUrl,
  inboundUrl: environment.SANDBOX_INBOUND_URL,
  serviceSender: environment.TWILIO_FROM_NUMBER,
  httpSms: {
    apiKey: environment.SANDBOX_HTTP_SMS_KEY,
    signingSecret: environment.SANDBOX_HTTP_SMS_SIGNING_SECRET,
    callbackSecret: environment.SANDBOX_HTTP_SMS_CALLBACK_SECRET,
    sender: environment.SANDBOX_HTTP_SMS_FROM,
  },
  logger,
});
logger.info({ url: sandbox.url }, "the sandbox is ready");

let stopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, async () => {
    if (stopping) return;
    stopping = true;
    await sandbox.stop();
    process.exit(0);
  });
}
