import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Sandbox } from "@/sandbox/sandbox";
import type { EmailMessage, EmailProvider } from "./port";
import { createSmtpProvider } from "./smtp";

const message: EmailMessage = {
  to: "ada@example.com",
  subject: "Grüße: see you at 3 – Room “B”",
  text: "See you at 3.\n",
  html: "<p>See you at <b>3</b>.</p>",
  messageId: "message-1",
  attemptId: "0199-attempt-1",
};

const calendar = [
  "BEGIN:VCALENDAR",
  "METHOD:REQUEST",
  "BEGIN:VEVENT",
  "UID:1",
  "END:VEVENT",
  "END:VCALENDAR",
  "",
];

const providers: EmailProvider[] = [];
function createProvider(url: string, timeoutMs = 5_000): EmailProvider {
  const from = "Punctual <bookings@punctual.localhost>";
  const provider = createSmtpProvider({ url, from, connectTimeoutMs: 5_000, timeoutMs });
  providers.push(provider);
  return provider;
}
afterEach(() => {
  for (const provider of providers.splice(0)) provider.close();
});

describe("against the sandbox", () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await Sandbox.start({
      httpPort: 0,
      smtpPort: 0,
      accountSid: `AC${"0".repeat(32)}`,
      authToken: "secret",
      storage: "memory",
    });
  });
  afterEach(() => sandbox.stop());

  const mailsTo = async (to: string) => (await fetch(`${sandbox.url}/mail/messages?to=${to}`)).json();
  const addFault = async (fault: unknown) => {
    const response = await fetch(`${sandbox.url}/mail/faults`, {
      method: "POST",
      body: JSON.stringify(fault),
    });
    expect(response.status).toBe(201);
  };

  it("an accepted mail arrives with both bodies, its invitation and the attempt's Message-ID", async () => {
    const ics = { method: "REQUEST" as const, content: calendar.join("\r\n") };
    const outcome = await createProvider(sandbox.smtpUrl).send({ ...message, ics });
    const messageId = "<0199-attempt-1@punctual.localhost>";
    expect(outcome).toEqual({ kind: "accepted", providerMessageId: messageId });
    const [mail, ...others] = await mailsTo("Ada@Example.com");
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      to: "ada@example.com",
      from: "Punctual <bookings@punctual.localhost>",
      subject: message.subject,
      text: message.text.trimEnd(),
      messageId,
    });
    expect(mail.html).toBe(message.html);
    expect(mail.attachments).toContainEqual({
      filename: "invite.ics",
      contentType: expect.stringContaining("text/calendar"),
      content: expect.stringContaining("METHOD:REQUEST"),
      encoding: "utf8",
    });
  });

  it("an address can't smuggle in another recipient", async () => {
    const outcome = await createProvider(sandbox.smtpUrl).send({
      ...message,
      to: "a@example.com, b@example.com",
    });
    expect(outcome.kind).toBe("refused");
    expect(await mailsTo("b@example.com")).toEqual([]);
  });

  it.each([
    [451, "transient"],
    [421, "transient"],
    [550, "permanent"],
    [552, "permanent"],
    [535, "account"],
  ] as const)("a reply of %i is a %s refusal, and the next mail goes through", async (smtpCode, refusal) => {
    await addFault({ count: 1, smtpCode });
    const provider = createProvider(sandbox.smtpUrl);
    expect(await provider.send(message)).toEqual({ kind: "refused", refusal, code: `smtp_${smtpCode}` });
    expect(await mailsTo(message.to)).toEqual([]);
    expect((await provider.send(message)).kind).toBe("accepted");
  });

  it("a connection broken after the content leaves the outcome unknown, and is not repeated", async () => {
    await addFault({ count: 1, dropResponse: true });
    expect(await createProvider(sandbox.smtpUrl).send(message)).toEqual({
      kind: "unknown",
      reason: "connection_broken",
    });
    expect(await mailsTo(message.to)).toHaveLength(1);
  });

  it("an answer that is too late leaves the outcome unknown", async () => {
    await addFault({ count: 1, latencyMs: 60_000 });
    expect(await createProvider(sandbox.smtpUrl, 200).send(message)).toEqual({
      kind: "unknown",
      reason: "timeout",
    });
  });

  it("an account check signs in without sending, and says when the sign-in is refused", async () => {
    const provider = createProvider(sandbox.smtpUrl.replace("//", "//user:secret@"));
    expect(await provider.checkAccount()).toEqual({ kind: "passed" });
    const refuse = (refused: boolean) =>
      fetch(`${sandbox.url}/mail/account`, { method: "POST", body: JSON.stringify({ refused }) });
    await refuse(true);
    expect(await provider.checkAccount()).toEqual({ kind: "refused", code: "smtp_535" });
    expect(await provider.send(message)).toEqual({
      kind: "refused",
      refusal: "account",
      code: "smtp_535",
    });
    expect(await createProvider(sandbox.smtpUrl).send(message)).toMatchObject({
      refusal: "account",
      code: "smtp_530",
    });
    await refuse(false);
    expect(await provider.checkAccount()).toEqual({ kind: "passed" });
    expect((await provider.send(message)).kind).toBe("accepted");
    expect(await mailsTo(message.to)).toHaveLength(1);
  });

  it("twenty mails at once share the pool and arrive once each", async () => {
    const provider = createProvider(sandbox.smtpUrl);
    const attempts = Array.from({ length: 20 }, (_, index) => `attempt-${index}`);
    const outcomes = await Promise.all(attempts.map((attemptId) => provider.send({ ...message, attemptId })));
    expect(outcomes.every((outcome) => outcome.kind === "accepted")).toBe(true);
    const mails: { messageId: string }[] = await mailsTo(message.to);
    expect(mails.map((mail) => mail.messageId).sort()).toEqual(
      attempts.map((attemptId) => `<${attemptId}@punctual.localhost>`).sort(),
    );
  });
});

describe("when the server misbehaves", () => {
  let server: Server;
  afterEach(() => server.close());

  /** A server that follows the script: each answer waits for the client's next line. */
  async function listen(answers: string[]): Promise<string> {
    server = createServer((socket) => {
      const script = [...answers];
      const next = () => {
        const answer = script.shift();
        if (answer === undefined) socket.destroy();
        else socket.write(answer);
      };
      socket.on("error", () => undefined);
      socket.on("data", next);
      next();
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it("a connection broken before the content is a transient refusal", async () => {
    const address = await listen(["220 hello\r\n", "250 hello\r\n"]);
    expect(await createProvider(`smtp://${address}`).send(message)).toEqual({
      kind: "refused",
      refusal: "transient",
      code: "connect_failed",
    });
  });

  it("refused credentials are the account's fault", async () => {
    const address = await listen(["220 hello\r\n", "250-hello\r\n250 AUTH PLAIN\r\n", "535 no\r\n"]);
    expect(await createProvider(`smtp://user:wrong@${address}`).send(message)).toEqual({
      kind: "refused",
      refusal: "account",
      code: "smtp_535",
    });
  });

  it("a port where nobody listens is a transient refusal", async () => {
    const address = await listen([]);
    await new Promise((resolve) => server.close(resolve));
    expect(await createProvider(`smtp://${address}`).checkAccount()).toEqual({
      kind: "unanswered",
      code: "connect_failed",
    });
    expect(await createProvider(`smtp://${address}`).send(message)).toEqual({
      kind: "refused",
      refusal: "transient",
      code: "connect_failed",
    });
  });
});
