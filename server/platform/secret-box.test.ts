import { describe, expect, it } from "vitest";
import { createSecretBox } from "./secret-box";

const box = createSecretBox("a secret of at least thirty-two characters");

describe("a secret at rest", () => {
  it("comes back as it was, and reads like nothing meanwhile", () => {
    const sealed = box.seal("whsec_Grüße", "webhook:1");
    expect(sealed).not.toContain("whsec");
    expect(box.open(sealed, "webhook:1")).toBe("whsec_Grüße");
  });

  it("is sealed differently each time, so that equal secrets don't look alike", () => {
    expect(box.seal("same", "webhook:1")).not.toBe(box.seal("same", "webhook:1"));
  });

  it("can't be opened for another purpose, with another key, or once it was touched", () => {
    const sealed = box.seal("mine", "webhook:1");
    expect(box.open(sealed, "webhook:2")).toBeNull();
    expect(createSecretBox("another secret of thirty-two characters!").open(sealed, "webhook:1")).toBeNull();
    const bytes = Buffer.from(sealed.slice(3), "base64url");
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(box.open(`v1.${bytes.toString("base64url")}`, "webhook:1")).toBeNull();
  });

  it.each(["", "v1.", "v1.AAAA", "v2.AAAA", "plain text"])("reads nothing from %j", (text) => {
    expect(box.open(text, "webhook:1")).toBeNull();
  });
});
