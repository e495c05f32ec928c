import { expect, test } from "vitest";
import { readBoundedBody } from "./read-bounded-body";

const bodyOf = (...chunks: string[]) => new Blob(chunks).stream();

test("a body is read whole up to the bound, and refused beyond it", async () => {
  expect((await readBoundedBody({ body: bodyOf("ab", "cd") }, 4)).toString()).toBe("abcd");
  await expect(readBoundedBody({ body: bodyOf("ab", "cde") }, 4)).rejects.toMatchObject({
    code: "PAYLOAD_TOO_LARGE",
    details: { field: "body", reason: "body_too_large" },
  });
});

test("no body is an empty one", async () => {
  expect(await readBoundedBody({ body: null }, 4)).toHaveLength(0);
});

test("a body that breaks off is refused", async () => {
  const broken = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.error(new Error("gone")),
  });
  await expect(readBoundedBody({ body: broken }, 4)).rejects.toMatchObject({
    code: "BAD_REQUEST",
    message: "The body broke off before its end.",
  });
});

test("a body that never ends is given up", async () => {
  let isCancelled = false;
  const endless = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array(1)),
    cancel: () => {
      isCancelled = true;
    },
  });
  await expect(readBoundedBody({ body: endless }, 4, 20)).rejects.toMatchObject({
    code: "BAD_REQUEST",
    message: "The body must arrive within 0.02 seconds.",
  });
  expect(isCancelled).toBe(true);
});
