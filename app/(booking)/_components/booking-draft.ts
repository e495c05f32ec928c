import { tabStorage } from "@/app/_lib/tab-storage";

/** What someone has typed into the booking form. */
export type BookingDraft = { name: string; email: string; phoneNumber: string; notes: string };

export const emptyDraft: BookingDraft = { name: "", email: "", phoneNumber: "", notes: "" };

const storageKey = "punctual.draft";

/** What was typed in this tab before a reload. */
export function readDraft(): BookingDraft {
  return { ...emptyDraft, ...JSON.parse(tabStorage.read(storageKey) ?? "{}") };
}

export function keepDraft(draft: BookingDraft): void {
  tabStorage.write(storageKey, JSON.stringify(draft));
}

export function discardDraft(): void {
  tabStorage.remove(storageKey);
}
