import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import nodemailer from "nodemailer";
import { afterEach, beforeEach, expect, it } from "vitest";
import { accountSid, authToken, httpSms, SandboxClient } from "./testing/sandbox-client";

const root = fileURLToPath(new URL("..", import.meta.url));
let folder: string;
let child: ChildProcess | undefined;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "sandbox-main-"));
});
afterEach(async () => {
  child?.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

function spawnSandbox(environment: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", "sandbox/main.ts"], {
    cwd: root,
    env: {
      NODE_ENV: "test",
      PATH: process.env.PATH,
      PUNCTUAL_DATA_DIR: folder,
      LOG_LEVEL: "warn",
      ...environment,
    },
    stdio: ["ignore", "inherit", "pipe"],
  });
}

const isHealthy = (url: string) =>
  fetch(`${url}/health`).then(
    (response) => response.ok,
    () => false,
  );

it("what was answered survives a kill, and SIGTERM ends the process cleanly", async () => {
  const [httpPort, smtpPort] = [await findFreePort(), await findFreePort()];
  const environment = {
    SANDBOX_HTTP_PORT: String(httpPort),
    SANDBOX_SMTP_PORT: String(smtpPort),
    TWILIO_ACCOUNT_SID: accountSid,
    TWILIO_AUTH_TOKEN: authToken,
    SANDBOX_HTTP_SMS_KEY: httpSms.apiKey,
    SANDBOX_HTTP_SMS_SIGNING_SECRET: httpSms.signingSecret,
    SANDBOX_HTTP_SMS_CALLBACK_SECRET: httpSms.callbackSecret,
    SANDBOX_HTTP_SMS_FROM: httpSms.sender,
  };
  const client = new SandboxClient(`http://127.0.0.1:${httpPort}`);
  child = spawnSandbox(environment);
  await expect.poll(() => isHealthy(client.url), { timeout: 20_000 }).toBe(true);
  const sends = Array.from({ length: 50 }, (_, index) =>
    client.send({ To: "+14155550101", Body: `text ${index}` }),
  );
  const sids = await Promise.all(sends.map(async (sent) => (await (await sent).json()).sid));
  const mailer = nodemailer.createTransport({ host: "127.0.0.1", port: smtpPort });
  await mailer.sendMail({ from: "a@example.com", to: "ada@example.com", subject: "Hi", text: "Hi" });
  child.kill("SIGKILL");
  await once(child, "exit");

  child = spawnSandbox(environment);
  await expect.poll(() => isHealthy(client.url), { timeout: 20_000 }).toBe(true);
  const texts: { sid: string; status: string }[] = await client.get("/sms/messages?to=14155550101");
  expect(new Set(texts.map((text) => text.sid))).toEqual(new Set(sids));
  expect(await client.get("/mail/messages?to=ada@example.com")).toMatchObject([{ subject: "Hi" }]);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

it("a missing variable is named", async () => {
  child = spawnSandbox({
    SANDBOX_HTTP_PORT: "0",
    TWILIO_ACCOUNT_SID: accountSid,
    TWILIO_AUTH_TOKEN: authToken,
  });
  const chunks: Buffer[] = [];
  child.stderr?.on("data", (chunk: Buffer) => chunks.push(chunk));
  const [code] = await once(child, "exit");
  expect(code).toBe(1);
  const said = Buffer.concat(chunks).toString();
  expect(said).toContain("SANDBOX_HTTP_PORT");
  expect(said).toContain("SANDBOX_SMTP_PORT");
});
