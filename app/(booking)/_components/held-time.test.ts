import { TRPCClientError } from "@trpc/client";
import { expect, test, vi } from "vitest";
import { heldTime } from "./held-time";
import type { KeptHold, TimeWish } from "./kept-hold";

const wish: TimeWish = { eventType: { id: 1 }, startsAt: "2026-11-26T10:00:00.000Z", lengthMinutes: 30 };
const until = "2026-11-26T09:05:00.000Z";

function refusal(reason: string) {
  return TRPCClientError.from({
    error: { code: -32_000, message: "…", data: { httpStatus: 422, field: "start", reason } },
  });
}

function tabMemory(uid: string | null = null): KeptHold {
  let kept = uid;
  return {
    uidOf: () => kept,
    write: (_, written) => {
      kept = written;
    },
    forget: () => {
      kept = null;
    },
  };
}

function setting({ kept = tabMemory(), mayBeBooked = false } = {}) {
  let nowMs = 0;
  let made = 0;
  const reservations = {
    create: vi.fn(async () => {
      made += 1;
      return { uid: `hold-${made}`, expiresAt: until };
    }),
    extend: vi.fn(async (uid: string) => ({ uid, expiresAt: until })),
    release: vi.fn(async () => undefined),
  };
  const told = { onHeld: vi.fn(), onFailed: vi.fn() };
  const held = heldTime(wish, {
    reservations,
    kept,
    mayBeBooked: () => mayBeBooked,
    ...told,
    nowMs: () => nowMs,
  });
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { held, reservations, ...told, pass };
}

function promised<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

test("a time is held until the server says, and its uid is the right to book it", async () => {
  const { held, reservations, onHeld } = setting();
  await held.keep();
  expect(reservations.create).toHaveBeenCalledExactlyOnceWith(wish);
  expect(onHeld).toHaveBeenCalledExactlyOnceWith(new Date(until));
  expect(await held.uid()).toBe("hold-1");
});

test("filling in the form holds it for longer, once a minute at most", async () => {
  const { held, reservations, pass } = setting();
  await held.keep();
  pass(59_999);
  held.renew();
  expect(await held.uid()).toBe("hold-1");
  expect(reservations.extend).not.toHaveBeenCalled();
  pass(1);
  held.renew();
  held.renew();
  expect(await held.uid()).toBe("hold-1");
  expect(reservations.extend).toHaveBeenCalledExactlyOnceWith("hold-1");
});

test("after a reload the tab's own hold goes on", async () => {
  const { held, reservations } = setting({ kept: tabMemory("hold-of-before") });
  await held.keep();
  expect(await held.uid()).toBe("hold-of-before");
  expect(reservations.create).not.toHaveBeenCalled();
});

test("a hold that has lapsed is made anew", async () => {
  const { held, reservations } = setting({ kept: tabMemory("hold-of-before") });
  reservations.extend.mockRejectedValueOnce(refusal("reservation_not_found"));
  await held.keep();
  expect(await held.uid()).toBe("hold-1");
});

test("what another holds is told, and there is nothing to book with", async () => {
  const { held, reservations, onFailed } = setting();
  const reserved = refusal("slot_reserved");
  reservations.create.mockRejectedValueOnce(reserved);
  await held.keep();
  expect(onFailed).toHaveBeenCalledExactlyOnceWith(reserved);
  expect(await held.uid()).toBeUndefined();
});

test("a hold that is answered after the time was let go is given back", async () => {
  const { held, reservations, onHeld } = setting();
  const answer = promised<{ uid: string; expiresAt: string }>();
  reservations.create.mockReturnValueOnce(answer.promise);
  const kept = held.keep();
  await vi.waitFor(() => expect(reservations.create).toHaveBeenCalledOnce());
  expect(await held.letGo()).toBe(false);
  answer.resolve({ uid: "hold-too-late", expiresAt: until });
  await kept;
  expect(onHeld).not.toHaveBeenCalled();
  expect(reservations.release).toHaveBeenCalledExactlyOnceWith("hold-too-late");
});

test("nothing is asked for until what was given back before has arrived", async () => {
  const { held, reservations } = setting();
  await held.keep();
  const arrival = promised<undefined>();
  reservations.release.mockReturnValueOnce(arrival.promise);
  reservations.extend.mockRejectedValueOnce(refusal("reservation_not_found"));
  const letGo = held.letGo();
  const again = held.keep();
  await new Promise(setImmediate);
  expect(reservations.extend).not.toHaveBeenCalled();
  expect(reservations.create).toHaveBeenCalledOnce();
  arrival.resolve(undefined);
  expect(await letGo).toBe(true);
  await again;
  expect(await held.uid()).toBe("hold-2");
});

test("what was booked isn't given back", async () => {
  const { held, reservations } = setting();
  await held.keep();
  held.handOver();
  expect(await held.letGo()).toBe(false);
  expect(reservations.release).not.toHaveBeenCalled();
});

test("while a booking's outcome isn't known, its time isn't asked for again", async () => {
  const { held, reservations } = setting({ mayBeBooked: true });
  await held.keep();
  expect(reservations.create).not.toHaveBeenCalled();
});

test("whoever books doesn't wait for a service that doesn't answer", async () => {
  vi.useFakeTimers();
  const { held, reservations } = setting();
  reservations.create.mockReturnValueOnce(new Promise(() => undefined));
  void held.keep();
  const uid = held.uid();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await uid).toBeUndefined();
  vi.useRealTimers();
});
