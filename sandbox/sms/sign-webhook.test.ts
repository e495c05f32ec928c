import { expect, it } from "vitest";
import { signWebhook } from "./sign-webhook";

it("signs the example of Twilio's documentation as documented", () => {
  const parameters = {
    To: "+18005551212",
    From: "+12349013030",
    Digits: "1234",
    Caller: "+12349013030",
    CallSid: "CA1234567890ABCDE",
  };
  const signature = signWebhook("12345", "https://mycompany.com/myapp.php?foo=1&bar=2", parameters);
  expect(signature).toBe("0/KCTR6DLpKmkAf8muzZqo1nDgQ=");
});
