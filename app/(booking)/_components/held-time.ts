import type { RouterOutputs } from "@/app/_lib/router-outputs";
import type { KeptHold, TimeWish } from "./kept-hold";
import { reasonOf } from "./reason-of";

type Hold = Pick<RouterOutputs["reservation"]["create"]["answer"], "uid" | "expiresAt">;

export type Reservations = {
  create(wish: TimeWish): Promise<Hold>;
  extend(uid: string): Promise<Hold>;
  /** Gets through also while the page is being left. */
  release(uid: string): Promise<unknown>;
};

export type HeldTime = {
  /** Holds the time from now on, or again after it was let go. */
  keep(): Promise<void>;
  /** Holds it for longer where some time has passed since that was last asked for. */
  renew(): void;
  /** Gives it back; says whether there was anything to give back. */
  letGo(): Promise<boolean>;
  /** The right to book what is held, or undefined where nothing is; soon, also when nobody answers. */
  uid(): Promise<string | undefined>;
  /** To be called once it was booked, which used the hold up. */
  handOver(): void;
};

type HeldTimeOptions = {
  reservations: Reservations;
  kept: KeptHold;
  /** Whether a booking was sent whose outcome isn't known: the time may then be taken by its own booker. */
  mayBeBooked: () => boolean;
  onHeld: (until: Date) => void;
  /** Told only what failed while the time is wanted; whoever books may go on without a hold. */
  onFailed: (error: unknown) => void;
  nowMs: () => number;
};

const renewAfterMs = 60_000;
const patienceMs = 3_000;

// What is given back must have arrived before anything else is asked for, or one stands in one's own way.
let releases: Promise<unknown> = Promise.resolve();

/** Holds a time for whoever is filling in the form, as well as it can be: bookings work without. */
export function heldTime(wish: TimeWish, options: HeldTimeOptions): HeldTime {
  const { reservations, kept, mayBeBooked, onHeld, onFailed, nowMs } = options;
  let isWanted = false;
  let askedAtMs = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | null = null;

  let uid: string | null = null;

  const extend = async (known: string) => {
    try {
      return await reservations.extend(known);
    } catch (error) {
      if (reasonOf(error) !== "reservation_not_found") throw error;
      uid = null;
      kept.forget();
      return null;
    }
  };
  const ask = async () => {
    await releases;
    if (!isWanted || mayBeBooked()) return;
    try {
      const known = uid ?? kept.uidOf(wish);
      const hold = (known === null ? null : await extend(known)) ?? (await reservations.create(wish));
      uid = hold.uid;
      kept.write(wish, uid);
      if (isWanted) onHeld(new Date(hold.expiresAt));
      else release();
    } catch (error) {
      if (isWanted) onFailed(error);
    }
  };
  const askOnce = () => {
    askedAtMs = nowMs();
    asking ??= ask().finally(() => {
      asking = null;
    });
    return asking;
  };
  // The tab goes on knowing the uid: after a reload it tells its own hold, still on its way out, from another's.
  const release = (): boolean => {
    if (uid === null) return false;
    releases = Promise.allSettled([releases, reservations.release(uid)]);
    uid = null;
    return true;
  };
  return {
    keep: () => {
      isWanted = true;
      return askOnce();
    },
    renew: () => {
      if (isWanted && nowMs() - askedAtMs >= renewAfterMs) void askOnce();
    },
    letGo: async () => {
      isWanted = false;
      const isReleased = release();
      await releases;
      return isReleased;
    },
    uid: async () => {
      await Promise.race([asking, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
      return uid ?? undefined;
    },
    handOver: () => {
      isWanted = false;
      uid = null;
      kept.forget();
    },
  };
}
