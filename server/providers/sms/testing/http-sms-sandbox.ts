import { Sandbox, type SandboxOptions } from "@/sandbox/sandbox";
import { sandboxHttpSmsAccount, sandboxHttpSmsSettings } from "@/scripts/supervisor/sandbox-http-sms";
import { readEnvironment } from "@/server/platform/env";
import type { HttpSmsSettings } from "@/server/platform/http-sms-settings";

const secrets = {
  databasePassword: "",
  betterAuthSecret: "",
  inngestEventKey: "",
  inngestSigningKey: "",
  twilioAccountSid: `AC${"0".repeat(32)}`,
  twilioAuthToken: "secret",
};

/** Settings as the environment gives them, checked as at boot. */
export function readHttpSmsSettings(variables: Record<string, string>): HttpSmsSettings {
  const { SMS_HTTP } = readEnvironment({
    DATABASE_URL: "postgres://u:p@127.0.0.1:1/punctual",
    BETTER_AUTH_SECRET: "a secret of the tests, long enough",
    SMTP_URL: "smtp://127.0.0.1:1",
    ...variables,
  });
  if (SMS_HTTP === null) throw new Error("The variables describe no provider of texts.");
  return SMS_HTTP;
}

/** The account that the sandbox's HTTP provider is started with, and the variables with which it is spoken to. */
export const httpSmsAccount = {
  apiKey: sandboxHttpSmsAccount(secrets).SANDBOX_HTTP_SMS_KEY,
  signingSecret: sandboxHttpSmsAccount(secrets).SANDBOX_HTTP_SMS_SIGNING_SECRET,
  callbackSecret: sandboxHttpSmsAccount(secrets).SANDBOX_HTTP_SMS_CALLBACK_SECRET,
  sender: sandboxHttpSmsAccount(secrets).SANDBOX_HTTP_SMS_FROM,
};

export const httpSmsVariables = (sandboxUrl: string) => sandboxHttpSmsSettings(secrets, sandboxUrl);

/** A sandbox that serves both providers of texts, as `npm start` starts it. */
export function startHttpSmsSandbox(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  return Sandbox.start({
    httpPort: 0,
    smtpPort: 0,
    accountSid: secrets.twilioAccountSid,
    authToken: secrets.twilioAuthToken,
    storage: "memory",
    retryDelaysMs: [],
    httpSms: httpSmsAccount,
    ...options,
  });
}
