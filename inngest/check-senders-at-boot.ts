import { checkAllSenders } from "@/server/services/senders/check-senders";
import type { AppRuntime } from "./app-runtime";

/** Asks after the accounts that messages leave by, so that wrong credentials show before anything is owed. */
export async function checkSendersAtBoot(app: Pick<AppRuntime, "logger" | "systemContext">): Promise<void> {
  try {
    const report = await checkAllSenders(app.systemContext("boot"));
    app.logger.info(report, "the senders' accounts were checked");
  } catch (error) {
    app.logger.warn({ err: error }, "the senders' accounts couldn't be checked");
  }
}
