import { expect, test } from "vitest";
import { maskUrlSecrets } from "./mask-url-secrets";

test.each([
  ["https://example.com/hook", "https://example.com/hook"],
  ["https://example.com:8443/a/b?token=secret&x=1", "https://example.com:8443/a/b?•••"],
  ["https://user:secret@example.com/hook", "https://example.com/hook"],
  ["https://example.com/hook#secret", "https://example.com/hook"],
  ["not an address", "•••"],
])("of %s is shown %s", (address, shown) => {
  expect(maskUrlSecrets(address)).toBe(shown);
});
