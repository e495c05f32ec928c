import { expect, test } from "vitest";
import { canonicalJson, hashedSigningKey, isSigned, sign } from "./signature";

const key = "signkey-prod-0123456789abcdef";
const at = new Date("2027-03-01T12:00:00Z");
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000);

test("a signature holds for its body and key, for five minutes either way", () => {
  const signature = sign("body", key, at);
  expect(signature).toMatch(/^t=1803902400&s=[0-9a-f]{64}$/);
  expect(isSigned(signature, "body", key, at)).toBe(true);
  expect(isSigned(signature, "body", key, later(300))).toBe(true);
  expect(isSigned(signature, "body", key, later(-300))).toBe(true);
  expect(isSigned(signature, "body", key, later(301))).toBe(false);
  expect(isSigned(signature, "other", key, at)).toBe(false);
  expect(isSigned(signature, "body", "signkey-prod-ff", at)).toBe(false);
});

test.each([null, "", "t=1803902400", "s=00", "t=x&s=00"])("%j is no signature", (signature) => {
  expect(isSigned(signature, "body", key, at)).toBe(false);
});

test("the key is the same with and without its prefix", () => {
  expect(sign("body", "0123456789abcdef", at)).toBe(sign("body", key, at));
});

test("the hashed key keeps its prefix and hashes the key's bytes", () => {
  expect(hashedSigningKey("signkey-prod-00ff")).toBe(
    "signkey-prod-06eb7d6a69ee19e5fbdf749018d3d2abfa04bcbd1365db312eb86dc7169389b8",
  );
});

test("canonical JSON sorts its names and leaves out what is undefined", () => {
  expect(canonicalJson({ b: [1, { d: null, c: "é" }], a: undefined })).toBe('{"b":[1,{"c":"é","d":null}]}');
});
