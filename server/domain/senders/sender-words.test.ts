import { describe, expect, test } from "vitest";
import { groupStops } from "./group-stops";
import { describeSender, headlineOf } from "./sender-words";

const at = new Date("2026-11-24T10:00:00Z");
const sender = (values: Partial<Parameters<typeof groupStops>[0][number]> = {}) => ({
  ...{ channel: "sms" as const, provider: "twilio", state: "stopped" as const, code: "20003", stoppedAt: at },
  ...values,
});

describe("a sender in words", () => {
  test("that works needs no explanation", () => {
    const working = sender({ state: "working", code: null, stoppedAt: null });
    expect(describeSender(working)).toEqual({ headline: "Texts by Twilio leave", meaning: "", remedy: "" });
  });

  test.each([
    ["20003", /auth token/, /TWILIO_AUTH_TOKEN/],
    ["30002", /suspended/, /Twilio console/],
    ["21606", /sending number/, /TWILIO_FROM_NUMBER/],
    ["21701", /messaging service/, /TWILIO_MESSAGING_SERVICE_SID/],
    ["99999", /99999/, /Twilio console/],
  ])("that is refused for %s says why and what to do", (code, meaning, remedy) => {
    const words = describeSender(sender({ code }));
    expect(words.headline).toBe("Texts by Twilio can’t leave now");
    expect(words.meaning).toMatch(meaning);
    expect(words.remedy).toMatch(remedy);
  });

  test("of mails names the setting of mails, and of another provider no setting of Twilio's", () => {
    const mails = sender({ channel: "email", provider: "smtp", code: "smtp_535" });
    expect(describeSender(mails)).toMatchObject({ remedy: expect.stringContaining("SMTP_URL") });
    expect(describeSender(sender({ provider: "http", code: "http_401" })).remedy).not.toMatch(/twilio/i);
  });
});

describe("senders that one refusal has stopped", () => {
  test("are one stop, named together with texts first", () => {
    const whatsApp = sender({ channel: "whatsapp" });
    const stops = groupStops([
      whatsApp,
      sender(),
      sender({ channel: "email", state: "working", code: null }),
    ]);
    expect(stops.map((stop) => stop.map(({ channel }) => channel))).toEqual([["sms", "whatsapp"]]);
    const headline = headlineOf([sender(), whatsApp], "stopped");
    expect(headline).toBe("Texts by Twilio and WhatsApp messages can’t leave now");
  });

  test.each([
    ["another code", { code: "21606" }],
    ["another time", { stoppedAt: "2026-11-24T10:05:00Z" }],
    ["another provider", { provider: "http" }],
    ["probation", { state: "probing" as const }],
  ])("are told apart by %s", (_, values) => {
    expect(groupStops([sender(), sender({ channel: "whatsapp", ...values })])).toHaveLength(2);
  });
});
