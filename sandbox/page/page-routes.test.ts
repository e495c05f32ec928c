import nodemailer from "nodemailer";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "../sandbox";
import { SandboxClient, sender, startSandbox } from "../testing/sandbox-client";

const phone = "+14155550101";
let sandbox: Sandbox;
let client: SandboxClient;

beforeEach(async () => {
  sandbox = await startSandbox();
  client = new SandboxClient(sandbox.url);
});
afterEach(() => sandbox.stop());

async function sendMail(mail: { to: string | string[]; subject: string; text?: string; html?: string }) {
  const mailer = nodemailer.createTransport(sandbox.smtpUrl);
  await mailer.sendMail({ from: "bookings@punctual.localhost", ...mail });
  mailer.close();
}

describe("the page", () => {
  it("and all that it loads comes from the sandbox itself, under a policy that allows nothing else", async () => {
    const seen = new Map<string, string>();
    const waiting = ["/"];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const response = await fetch(`${sandbox.url}${path}`);
      expect([path, response.status]).toEqual([path, 200]);
      expect(response.headers.get("content-security-policy")).toContain(
        "default-src 'none'; script-src 'self'",
      );
      const source = await response.text();
      seen.set(path, source);
      const links = [...source.matchAll(/(?:href|src)="(\/[^"]*)"|from "\.(\/[^"]+)"/g)];
      const paths = links.map(([, absolute, relative]) => absolute ?? `/page${relative}`);
      waiting.push(...paths.filter((found) => !seen.has(found)));
    }
    expect(seen.size).toBe(13);
    for (const source of seen.values())
      expect(source.replaceAll("http://www.w3.org/", "")).not.toMatch(/https?:\/\/\w/);
  });

  it("can't be framed", async () => {
    const response = await fetch(sandbox.url);
    expect(response.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  });
});

describe("the overview", () => {
  it("lists phones and mailboxes with their newest thing, the latest first", async () => {
    await client.send({ To: phone, Body: "one" });
    await client.send({ To: "+4915123456789", Body: "zwei" });
    await client.post("/sms/inbound", { from: phone, body: "three" });
    await sendMail({ to: "Ada@example.com", subject: "Booked" });
    const overview = await client.get("/page/overview");
    expect(overview).toMatchObject({
      phoneCount: 2,
      mailboxCount: 1,
      mailboxes: [{ key: "ada@example.com", excerpt: "Booked" }],
    });
    expect(overview.phones).toContainEqual({
      key: phone,
      count: 2,
      lastAt: expect.any(String),
      excerpt: "You: three",
    });
    const found = await client.get("/page/overview?q=%2B49%20151");
    expect([found.phones.map((entry: { key: string }) => entry.key), found.mailboxCount]).toEqual([
      ["+4915123456789"],
      0,
    ]);
  });
});

describe("a conversation", () => {
  it("has both sides in order and knows of an opt-out", async () => {
    await client.send({ To: phone, Body: "one" });
    await client.post("/sms/inbound", { from: phone, body: "STOP" });
    expect(await client.get(`/page/phone?number=${encodeURIComponent(phone)}`)).toMatchObject({
      sender,
      optedOut: true,
      texts: [
        { mine: false, body: "one" },
        { mine: true, body: "STOP" },
      ],
    });
  });
});

describe("a mail", () => {
  it("is in the mailbox of each recipient, and its own page may run and fetch nothing", async () => {
    const html = "<p>Hi</p><script>alert(1)</script>";
    await sendMail({ to: ["a@example.com", "b@example.com"], subject: "Hi", text: "Hi", html });
    const { mails } = await client.get("/page/mailbox?address=B@example.com");
    expect(mails).toMatchObject([{ subject: "Hi", excerpt: "Hi" }]);
    const id = mails[0].id;
    expect(await client.get(`/page/mail?id=${id}`)).toMatchObject({
      to: "a@example.com, b@example.com",
      hasHtml: true,
    });
    const page = await fetch(`${sandbox.url}/mail/messages/${id}/html`);
    expect(await page.text()).toContain(html);
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/sandbox allow-popups allow-popups-to-escape-sandbox$/);
    expect((await fetch(`${sandbox.url}/page/mail?id=ML0`)).status).toBe(404);
  });
});

describe("live updates", () => {
  it("name the phones and mailboxes that changed", async () => {
    const response = await fetch(`${sandbox.url}/live`);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = "";
    const hearUntil = async (text: string) => {
      while (!heard.includes(text)) heard += (await reader?.read())?.value ?? "";
    };
    await hearUntil("retry");
    await client.send({ To: phone });
    await hearUntil(phone);
    await sendMail({ to: "Ada@example.com", subject: "Hi" });
    await hearUntil("ada@example.com");
    await client.post("/reset", {});
    await hearUntil('"*"');
    expect(heard).toMatch(/^retry: 1000\n\ndata: \{"changed":\["\+14155550101"\]\}\n\n/);
    await reader?.cancel();
  });
});
