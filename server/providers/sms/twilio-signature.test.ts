import { describe, expect, it } from "vitest";
import { verifyTwilioSignature } from "./twilio-signature";

/** The example of Twilio's own documentation. */
const url = "https://mycompany.com/myapp.php?foo=1&bar=2";
const params = {
  CallSid: "CA1234567890ABCDE",
  Caller: "+12349013030",
  Digits: "1234",
  From: "+12349013030",
  To: "+18005551212",
};
const signature = "0/KCTR6DLpKmkAf8muzZqo1nDgQ=";

describe("verifyTwilioSignature", () => {
  it("accepts the documented example", () => {
    expect(verifyTwilioSignature("12345", url, params, signature)).toBe(true);
  });

  it.each([
    ["another token", "12346", url, params, signature],
    ["another query", "12345", "https://mycompany.com/myapp.php?foo=1&bar=3", params, signature],
    ["no query", "12345", "https://mycompany.com/myapp.php", params, signature],
    ["a changed parameter", "12345", url, { ...params, Digits: "1235" }, signature],
    ["an added parameter", "12345", url, { ...params, Extra: "" }, signature],
    ["a shorter signature", "12345", url, params, signature.slice(0, 8)],
    ["an empty signature", "12345", url, params, ""],
    ["no signature", "12345", url, params, null],
  ])("refuses %s", (_, token, address, given, signed) => {
    expect(verifyTwilioSignature(token, address, given, signed)).toBe(false);
  });
});
