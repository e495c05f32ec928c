import nodemailer from "nodemailer";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "../sandbox";
import { SandboxClient, startSandbox } from "../testing/sandbox-client";

let sandbox: Sandbox;
let client: SandboxClient;

beforeEach(async () => {
  sandbox = await startSandbox();
  client = new SandboxClient(sandbox.url);
});
afterEach(() => sandbox.stop());

async function sendMail(mail: Record<string, unknown> = {}) {
  const mailer = nodemailer.createTransport(sandbox.smtpUrl);
  try {
    return await mailer.sendMail({
      from: "a@example.com",
      to: "b@example.com",
      subject: "Hi",
      text: "Hi",
      ...mail,
    });
  } finally {
    mailer.close();
  }
}

describe("mails", () => {
  it("are listed oldest first, all or one mailbox's, whatever the case of the address", async () => {
    await sendMail({ subject: "one" });
    await sendMail({ subject: "two", to: "c@example.com" });
    await sendMail({ subject: "three" });
    const subjects = async (query: string) =>
      (await client.get(`/mail/messages${query}`)).map((mail: { subject: string }) => mail.subject);
    expect(await subjects("")).toEqual(["one", "two", "three"]);
    expect(await subjects("?to=B@Example.com")).toEqual(["one", "three"]);
    expect(await subjects("?to=nobody@example.com")).toEqual([]);
  });

  it("are accepted with any credentials", async () => {
    const url = new URL(sandbox.smtpUrl);
    const mailer = nodemailer.createTransport({
      host: url.hostname,
      port: Number(url.port),
      auth: { user: "anyone", pass: "anything" },
    });
    await mailer.sendMail({ from: "a@example.com", to: "b@example.com", subject: "Hi", text: "Hi" });
    mailer.close();
    expect(await client.get("/mail/messages")).toHaveLength(1);
  });

  it("give their attachments back byte for byte", async () => {
    const bytes = Buffer.from([0, 255, 10, 13, 128]);
    await sendMail({
      attachments: [
        { filename: "höhe.bin", content: bytes },
        { filename: "a.txt", content: "grüß" },
      ],
    });
    const [{ id, attachments }] = await client.get("/mail/messages");
    expect(attachments).toMatchObject([
      { filename: "höhe.bin", content: bytes.toString("base64"), encoding: "base64" },
      { filename: "a.txt", content: "grüß", encoding: "utf8" },
    ]);
    const download = await fetch(`${sandbox.url}/mail/messages/${id}/attachments/0`);
    expect(Buffer.from(await download.arrayBuffer())).toEqual(bytes);
    expect(download.headers.get("content-disposition")).toBe("attachment; filename*=UTF-8''h%C3%B6he.bin");
    expect((await fetch(`${sandbox.url}/mail/messages/${id}/attachments/2`)).status).toBe(404);
  });

  it("over 10 MB are refused", async () => {
    const content = Buffer.alloc(9 * 1024 * 1024);
    await expect(sendMail({ attachments: [{ filename: "big", content }] })).rejects.toMatchObject({
      responseCode: 552,
    });
    expect(await client.get("/mail/messages")).toEqual([]);
  });
});

describe("mail faults", () => {
  it("meet the next `count` mails, or only those to one address", async () => {
    await client.post("/mail/faults", { count: 1, smtpCode: 451, to: "C@example.com" });
    await sendMail();
    await expect(sendMail({ to: "c@example.com" })).rejects.toMatchObject({ responseCode: 451 });
    await sendMail({ to: "c@example.com" });
    expect(await client.get("/mail/faults")).toEqual([]);
    expect(await client.get("/mail/messages")).toHaveLength(2);
  });

  it.each([
    [{}, "count"],
    [{ count: 1 }, "smtpCode"],
    [{ count: 1, smtpCode: 250 }, "smtpCode"],
    [{ count: 1, smtpCode: 550, dropResponse: true }, "dropResponse"],
    [{ count: 1, httpStatus: 500 }, "httpStatus"],
  ])("%j is refused with the field at fault", async (fault, field) => {
    const response = await client.post("/mail/faults", fault);
    expect(response.status).toBe(400);
    expect((await response.json()).error).toContain(field);
  });
});
