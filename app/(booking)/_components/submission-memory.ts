import { tabStorage } from "@/app/_lib/tab-storage";

/** What this tab remembers of one filling of a form, so that repeating it can't book twice. */
export type SubmissionMemory = {
  /** The key of this filling: the same until `forget`, also after a reload. */
  key(): string;
  /** What was sent under the key while its outcome isn't known, or null. */
  sentInput(): string | null;
  rememberSent(input: string): void;
  /** Call when it is certain that nothing of what was sent took effect. */
  forgetSent(): void;
  forget(): void;
};

type Kept = { key: string; sent: string | null };

const keyBytes = 16;

/** The name of the form that books an event type, or that moves a booking of it. */
export function submissionName(eventTypeId: number, movedUid: string | undefined): string {
  return movedUid === undefined ? `book.${eventTypeId}` : `move.${movedUid}`;
}

/** The memory of a form by its name; it lives as long as the tab. */
export function submissionMemory(name: string): SubmissionMemory {
  const storageKey = `punctual.submission.${name}`;
  const read = (): Kept => {
    const kept = tabStorage.read(storageKey);
    return kept === null ? write({ key: randomKey(), sent: null }) : JSON.parse(kept);
  };
  const write = (value: Kept) => {
    tabStorage.write(storageKey, JSON.stringify(value));
    return value;
  };
  return {
    key: () => read().key,
    sentInput: () => read().sent,
    rememberSent: (sent) => void write({ ...read(), sent }),
    forgetSent: () => void write({ ...read(), sent: null }),
    forget: () => tabStorage.remove(storageKey),
  };
}

function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(keyBytes));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
