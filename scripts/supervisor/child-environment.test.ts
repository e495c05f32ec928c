import { expect, test } from "vitest";
import { readEnvironment } from "@/server/platform/env";
import {
  applicationEnvironment,
  type ChildEnvironmentInput,
  engineEnvironment,
  sandboxEnvironment,
  sandboxUrl,
} from "./child-environment";
import { readSettings } from "./settings";

const secrets = {
  databasePassword: "database-password",
  betterAuthSecret: "a".repeat(43),
  inngestEventKey: "event-key",
  inngestSigningKey: `signkey-prod-${"b".repeat(64)}`,
  twilioAccountSid: `AC${"c".repeat(32)}`,
  twilioAuthToken: "d".repeat(32),
};
const ports = { sandboxHttp: 21_001, sandboxSmtp: 21_002, engine: 21_003 };

function inputFor(inherited: Record<string, string>): ChildEnvironmentInput {
  const settings = readSettings(inherited, { root: "/srv/punctual", dev: false });
  return {
    inherited,
    settings,
    secrets,
    ports,
    databaseUrl: "postgres://u:p@127.0.0.1:21000/punctual",
    setupToken: undefined,
  };
}

test("with everything embedded the application is configured whole and talks to our own parts", () => {
  const environment = applicationEnvironment(inputFor({}));
  expect(readEnvironment(environment)).toMatchObject({
    PUBLIC_URL: "http://127.0.0.1:3000",
    INNGEST_BASE_URL: "http://127.0.0.1:21003",
    TWILIO_API_BASE_URL: "http://127.0.0.1:21001",
    SMTP_URL: "smtp://127.0.0.1:21002",
    SANDBOX_URL: "http://127.0.0.1:21001",
    PUNCTUAL_DATA_DIR: "/srv/punctual/.data",
  });
});

test("the sandbox is both providers of texts, Twilio first unless told otherwise", () => {
  const both = readEnvironment(applicationEnvironment(inputFor({})));
  expect(both).toMatchObject({ SMS_PROVIDER: "twilio", CALLBACK_URL: "http://127.0.0.1:3000" });
  expect(both.SMS_HTTP?.url).toBe("http://127.0.0.1:21001/http-sms/messages");
  const other = readEnvironment(applicationEnvironment(inputFor({ SMS_PROVIDER: "http" })));
  expect(other.SMS_PROVIDER).toBe("http");
  const sandbox = sandboxEnvironment(inputFor({}));
  expect(other.SMS_HTTP).toMatchObject({
    headers: { Authorization: `Bearer ${sandbox.SANDBOX_HTTP_SMS_KEY}` },
    signingSecret: sandbox.SANDBOX_HTTP_SMS_SIGNING_SECRET,
    callbacks: { secret: sandbox.SANDBOX_HTTP_SMS_CALLBACK_SECRET },
    from: sandbox.SANDBOX_HTTP_SMS_FROM,
  });
});

test("a real provider of texts that settings describe needs no Twilio, and no sandbox for texts", () => {
  const given = {
    SMS_HTTP_URL: "https://sms.example.com/messages",
    SMS_HTTP_FROM: "Punctual",
    SMS_HTTP_BODY: '{"to": "{to}", "text": "{body}"}',
    PUBLIC_URL: "https://book.example.com",
  };
  const environment = readEnvironment(applicationEnvironment(inputFor(given)));
  expect(environment).toMatchObject({
    SMS_PROVIDER: "http",
    SANDBOX_SERVES: "mails",
    CALLBACK_URL: "https://book.example.com",
  });
  expect(environment.TWILIO_ACCOUNT_SID).toBeUndefined();
  expect(environment.SMS_HTTP?.url).toBe("https://sms.example.com/messages");
});

test("a real sender of texts keeps its own credentials, while e-mail still ends in the sandbox", () => {
  const input = inputFor({
    TWILIO_ACCOUNT_SID: `AC${"e".repeat(32)}`,
    TWILIO_AUTH_TOKEN: "real-token",
    TWILIO_FROM_NUMBER: "+4915112345678",
  });
  const environment = applicationEnvironment(input);
  expect(environment).toMatchObject({
    TWILIO_ACCOUNT_SID: `AC${"e".repeat(32)}`,
    TWILIO_AUTH_TOKEN: "real-token",
    SMTP_URL: "smtp://127.0.0.1:21002",
  });
  expect(environment).not.toHaveProperty("TWILIO_API_BASE_URL");
  expect(sandboxEnvironment(input).TWILIO_AUTH_TOKEN).toBe(secrets.twilioAuthToken);
});

test("with real senders of both there is no sandbox, and the application isn't told of one", () => {
  const input = inputFor({ TWILIO_ACCOUNT_SID: `AC${"e".repeat(32)}`, SMTP_URL: "smtp://mail.example.org" });
  expect(sandboxUrl(input.settings, ports)).toBeUndefined();
  expect(applicationEnvironment(input)).not.toHaveProperty("SANDBOX_URL");
});

test("a real Inngest server keeps the keys that were given for it", () => {
  const environment = applicationEnvironment(inputFor({ INNGEST_DEV: "http://127.0.0.1:8288" }));
  expect(environment).not.toHaveProperty("INNGEST_BASE_URL");
  expect(environment).not.toHaveProperty("INNGEST_SIGNING_KEY");
  expect(environment.RUNS_URL).toBe("http://127.0.0.1:8288");
});

test("the engine is told where the application serves its functions", () => {
  expect(engineEnvironment(inputFor({ PORT: "4100" }))).toMatchObject({
    ENGINE_PORT: "21003",
    ENGINE_APP_URL: "http://127.0.0.1:4100/api/inngest",
    INNGEST_SIGNING_KEY: secrets.inngestSigningKey,
  });
});

test("empty variables aren't passed on", () => {
  expect(applicationEnvironment(inputFor({ MAIL_FROM: "" }))).not.toHaveProperty("MAIL_FROM");
});
