import { describe, expect, it } from "vitest";
import { parseInboundText, parseStatusCallback } from "./twilio-callback";

const sid = "SM0123456789abcdef0123456789abcdef";

describe("parseStatusCallback", () => {
  it("reads the message, its status, its code and the attempt of the address", () => {
    const params = { MessageSid: sid, MessageStatus: "undelivered", ErrorCode: "30005", To: "+14155550101" };
    expect(parseStatusCallback(params, new URLSearchParams("attempt=0199-abc"))).toEqual({
      attemptId: "0199-abc",
      providerMessageId: sid,
      status: "undelivered",
      errorCode: "30005",
    });
  });

  it.each([
    ["accepted", "queued"],
    ["sending", "queued"],
    ["sent", "sent"],
    ["read", "delivered"],
    ["delivered", "delivered"],
    ["failed", "failed"],
    ["canceled", "canceled"],
  ])("Twilio's %s is %s", (MessageStatus, status) => {
    expect(parseStatusCallback({ MessageSid: sid, MessageStatus })).toEqual({
      providerMessageId: sid,
      status,
    });
  });

  it("takes the older parameter names too", () => {
    expect(parseStatusCallback({ SmsSid: sid, SmsStatus: "sent" })).toMatchObject({ status: "sent" });
  });

  it.each([
    [{ MessageStatus: "sent" }],
    [{ MessageSid: "elsewhere", MessageStatus: "sent" }],
    [{ MessageSid: sid, MessageStatus: "received" }],
    [{ MessageSid: sid, MessageStatus: "constructor" }],
    [{ MessageSid: sid }],
  ])("%j is no status callback", (params) => expect(parseStatusCallback(params)).toBeNull());

  it("drops an attempt and a code that can't be ones", () => {
    const params = { MessageSid: sid, MessageStatus: "failed", ErrorCode: "<b>" };
    const callback = parseStatusCallback(params, new URLSearchParams({ attempt: "a/../b" }));
    expect(callback).toEqual({ providerMessageId: sid, status: "failed" });
  });
});

describe("parseInboundText", () => {
  it("reads a reply, and nothing from anything else", () => {
    const params = { MessageSid: sid, From: "+14155550101", To: "+15005550006", Body: "Stop" };
    expect(parseInboundText(params)).toEqual({
      providerMessageId: sid,
      from: "+14155550101",
      to: "+15005550006",
      body: "Stop",
    });
    expect(parseInboundText({ From: "+14155550101" })).toBeNull();
  });
});
