import { expect, test } from "vitest";
import { readSettings } from "./settings";

const read = (environment: Record<string, string>) =>
  readSettings(environment, { root: "/srv/punctual", dev: false });

test("without any setting every part is embedded, on port 3000 of this machine alone", () => {
  expect(read({})).toMatchObject({
    host: "127.0.0.1",
    port: 3000,
    localUrl: "http://127.0.0.1:3000",
    publicUrl: "http://127.0.0.1:3000",
    dataDir: "/srv/punctual/.data",
    databaseUrl: undefined,
    sandboxServesSms: true,
    sandboxServesMail: true,
    engineIsEmbedded: true,
  });
});

test("PORT, HOST, PUNCTUAL_DATA_DIR and PUBLIC_URL are honoured", () => {
  const settings = read({
    PORT: "4100",
    HOST: "::1",
    PUNCTUAL_DATA_DIR: "/var/lib/mine",
    PUBLIC_URL: "https://book.example.org/",
  });
  expect(settings).toMatchObject({
    localUrl: "http://[::1]:4100",
    publicUrl: "https://book.example.org",
    dataDir: "/var/lib/mine",
  });
});

test("a copy that listens everywhere is reached from this machine by its loopback address", () => {
  expect(read({ HOST: "0.0.0.0" }).localUrl).toBe("http://127.0.0.1:3000");
});

test("each real service replaces its part and no other", () => {
  const embedded = { sandboxServesSms: true, sandboxServesMail: true, engineIsEmbedded: true };
  expect(read({ TWILIO_ACCOUNT_SID: "AC1" })).toMatchObject({ ...embedded, sandboxServesSms: false });
  expect(read({ SMS_HTTP_URL: "https://sms.example" })).toMatchObject({
    ...embedded,
    sandboxServesSms: false,
  });
  expect(read({ SMTP_URL: "smtp://mail" })).toMatchObject({ ...embedded, sandboxServesMail: false });
  expect(read({ INNGEST_DEV: "1" })).toMatchObject({ ...embedded, engineIsEmbedded: false });
  expect(read({ INNGEST_BASE_URL: "http://e" })).toMatchObject({ ...embedded, engineIsEmbedded: false });
});

test("an empty variable is as good as none", () => {
  expect(read({ DATABASE_URL: "", SMTP_URL: " ", PORT: "" })).toEqual(read({}));
});

test.each(["0", "70000", "three", "80.5"])("PORT=%s is refused by name", (port) => {
  expect(() => read({ PORT: port })).toThrow("PORT must be a number from 1 to 65535");
});
