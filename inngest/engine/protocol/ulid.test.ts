import fc from "fast-check";
import { decodeTime, isValid } from "ulid";
import { expect, test } from "vitest";
import { ulid } from "./ulid";

const milliseconds = fc.integer({ min: 0, max: 2 ** 48 - 1 });
const entropy = fc.uint8Array({ minLength: 10, maxLength: 10 });

test("a ULID is valid, carries its time, and is the same for the same arguments", () => {
  fc.assert(
    fc.property(milliseconds, entropy, (time, bytes) => {
      const id = ulid(time, bytes);
      expect(isValid(id)).toBe(true);
      expect(decodeTime(id)).toBe(time);
      expect(ulid(time, bytes)).toBe(id);
    }),
  );
});

test("ULIDs sort by time, then by entropy", () => {
  fc.assert(
    fc.property(milliseconds, milliseconds, entropy, entropy, (time, other, bytes, otherBytes) => {
      const order = time - other || Buffer.compare(bytes, otherBytes);
      const [id, otherId] = [ulid(time, bytes), ulid(other, otherBytes)];
      expect(Math.sign(order)).toBe(id < otherId ? -1 : id > otherId ? 1 : 0);
    }),
  );
});

test("a time of more than 48 bits, or other than ten bytes, is an error", () => {
  expect(() => ulid(2 ** 48, new Uint8Array(10))).toThrow(RangeError);
  expect(() => ulid(0, new Uint8Array(9))).toThrow(RangeError);
});
