import { describe, expect, it } from "vitest";
import { hostOfUrl, webhookUrlSchema } from "./webhook-url";

describe("the address of a webhook", () => {
  it("is kept as browsers write it, without a fragment", () => {
    expect(webhookUrlSchema.parse("  HTTPS://Example.COM/hook?a=1#top ")).toBe(
      "https://example.com/hook?a=1",
    );
  });

  it("can't hide an address of this machine behind another spelling", () => {
    expect(webhookUrlSchema.parse("http://0x7f.1:8080/")).toBe("http://127.0.0.1:8080/");
    expect(webhookUrlSchema.parse("http://2130706433/")).toBe("http://127.0.0.1/");
  });

  it.each([
    ["example.com/hook", "must be a whole address such as https://example.com/hook"],
    ["ftp://example.com/", "must begin with https://"],
    ["file:///etc/passwd", "must begin with https://"],
    [
      "https://user:pass@example.com/",
      "must not carry a user name or password; receivers check the signature instead",
    ],
    [`https://example.com/${"a".repeat(2_000)}`, "must be at most 2000 characters"],
  ])("%s is refused with what to do", (text, message) => {
    expect(webhookUrlSchema.safeParse(text).error?.issues[0]?.message).toBe(message);
  });

  it("is spoken of by its host, since the path may be a secret", () => {
    expect(hostOfUrl("https://hooks.example.com:8443/T1/secret")).toBe("hooks.example.com:8443");
  });
});
