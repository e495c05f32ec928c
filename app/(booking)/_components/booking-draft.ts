import { z } from "zod";
import { tabStorage } from "@/app/_lib/tab-storage";

const draftSchema = z.object({
  name: z.string(),
  email: z.string(),
  phoneNumber: z.string(),
  notes: z.string(),
});

/** What someone has typed into the booking form. */
export type BookingDraft = z.output<typeof draftSchema>;

export const emptyDraft: BookingDraft = { name: "", email: "", phoneNumber: "", notes: "" };

const storageKey = "punctual.draft";

/** What was typed in this tab before a reload. */
export function readDraft(): BookingDraft {
  const kept = draftSchema.safeParse(JSON.parse(tabStorage.read(storageKey) ?? "null"));
  return kept.success ? kept.data : emptyDraft;
}

export function keepDraft(draft: BookingDraft): void {
  tabStorage.write(storageKey, JSON.stringify(draft));
}

export function discardDraft(): void {
  tabStorage.remove(storageKey);
}
