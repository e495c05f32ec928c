"use client";

import { useState } from "react";

/** What is being edited beside what is saved. */
export function useDraft<T extends object>(initial: T) {
  const [saved, setSaved] = useState(initial);
  const [draft, setDraft] = useState(initial);
  return {
    draft,
    saved,
    isDirty: !isSame(draft, saved),
    set: (part: Partial<T>) => setDraft((current) => ({ ...current, ...part })),
    discard: () => setDraft(saved),
    /** Goes on from what the server keeps of what was sent; what was changed meanwhile stays to be saved. */
    accept: (kept: T, sent: object) => {
      setSaved(kept);
      setDraft((current) => (isSame(current, sent) ? kept : current));
    },
  };
}

function isSame(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
