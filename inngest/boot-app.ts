import { mendRequestTargets } from "@/server/platform/mend-request-targets";
import { noteClientAddresses } from "@/server/platform/note-client-addresses";
import { appRuntime } from "./app-runtime";
import { checkSendersAtBoot } from "./check-senders-at-boot";
import { registerApp } from "./register-app";

/** Readies this process for requests, once; what takes time goes on behind it. */
export function bootApp(): void {
  const runtime = appRuntime();
  mendRequestTargets();
  noteClientAddresses(runtime.env.TRUSTED_PROXY_COUNT);
  void registerApp(runtime, new AbortController().signal);
  void checkSendersAtBoot(runtime);
}
