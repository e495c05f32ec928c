import { TRPCClientError } from "@trpc/client";
import { expect, test, vi } from "vitest";
import type { SubmissionMemory } from "./submission-memory";
import { submitOnce } from "./submit-once";

function memoryOf(sent: string | null = null) {
  const kept = { key: "key-1" as string | null, sent };
  const memory: SubmissionMemory = {
    key: () => kept.key ?? "new key",
    sentInput: () => kept.sent,
    rememberSent: (input) => {
      kept.sent = input;
    },
    forgetSent: () => {
      kept.sent = null;
    },
    forget: () => {
      kept.key = null;
      kept.sent = null;
    },
  };
  return { memory, kept };
}

function refusal(data: Record<string, unknown>): TRPCClientError<never> {
  return TRPCClientError.from({
    error: { code: -32_000, message: "refused", data: { httpStatus: 400, ...data } },
  });
}

test("an answer ends the filling, so that the next one has another key", async () => {
  const { memory, kept } = memoryOf();
  const send = vi.fn().mockResolvedValue("booked");
  expect(await submitOnce(memory, { name: "Grace" }, send)).toBe("booked");
  expect(send).toHaveBeenCalledExactlyOnceWith({ name: "Grace" }, "key-1");
  expect(kept).toEqual({ key: null, sent: null });
});

test("after a lost answer the key and the input are kept", async () => {
  const { memory, kept } = memoryOf();
  const lost = new TRPCClientError("fetch failed");
  await expect(submitOnce(memory, { name: "Grace" }, () => Promise.reject(lost))).rejects.toBe(lost);
  expect(kept).toEqual({ key: "key-1", sent: '{"name":"Grace"}' });
});

test("after a refusal the key is kept and what was sent is forgotten, since nothing took effect", async () => {
  const { memory, kept } = memoryOf();
  const refused = refusal({ reason: "slot_taken", field: "start" });
  await expect(submitOnce(memory, { name: "Grace" }, () => Promise.reject(refused))).rejects.toBe(refused);
  expect(kept).toEqual({ key: "key-1", sent: null });
});

test("a changed input whose key turns out to be used gets the answer to what was sent before", async () => {
  const { memory, kept } = memoryOf('{"name":"Grace"}');
  const send = vi
    .fn()
    .mockRejectedValueOnce(refusal({ httpStatus: 422, reason: "idempotency_key_reused" }))
    .mockResolvedValueOnce("booked before");
  expect(await submitOnce(memory, { name: "Ada" }, send)).toBe("booked before");
  expect(send.mock.calls).toEqual([
    [{ name: "Ada" }, "key-1"],
    [{ name: "Grace" }, "key-1"],
  ]);
  expect(kept.key).toBeNull();
});

test("while an earlier request with the key is being answered, it waits and asks again", async () => {
  vi.useFakeTimers();
  try {
    const send = vi
      .fn()
      .mockRejectedValueOnce(refusal({ httpStatus: 409, reason: "idempotency_key_in_progress" }))
      .mockResolvedValueOnce("booked");
    const answer = submitOnce(memoryOf().memory, {}, send);
    await vi.runAllTimersAsync();
    expect(await answer).toBe("booked");
  } finally {
    vi.useRealTimers();
  }
});
