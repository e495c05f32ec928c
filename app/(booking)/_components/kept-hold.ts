import type { RouterInputs } from "@/app/_lib/router-inputs";
import { tabStorage } from "@/app/_lib/tab-storage";

/** The time that someone is about to book. */
export type TimeWish = Required<
  Pick<RouterInputs["reservation"]["create"], "eventType" | "startsAt" | "lengthMinutes">
>;

/** What this tab remembers of the time that is held for it. */
export type KeptHold = {
  /** The hold on just this time, or null. */
  uidOf(wish: TimeWish): string | null;
  write(wish: TimeWish, uid: string): void;
  forget(): void;
};

const storageKey = "punctual.hold";

/** The hold of this tab, which outlives a reload. */
export const keptHold: KeptHold = {
  uidOf(wish) {
    const kept = JSON.parse(tabStorage.read(storageKey) ?? "null");
    return kept?.wish === JSON.stringify(wish) ? kept.uid : null;
  },
  write: (wish, uid) => tabStorage.write(storageKey, JSON.stringify({ wish: JSON.stringify(wish), uid })),
  forget: () => tabStorage.remove(storageKey),
};
