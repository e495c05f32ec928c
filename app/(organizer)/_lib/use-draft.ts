"use client";

import { useState } from "react";

/** What is being edited beside what is saved. */
export function useDraft<T extends object>(initial: T) {
  const [saved, setSaved] = useState(initial);
  const [draft, setDraft] = useState(initial);
  return {
    draft,
    saved,
    isDirty: JSON.stringify(draft) !== JSON.stringify(saved),
    set: (part: Partial<T>) => setDraft((current) => ({ ...current, ...part })),
    discard: () => setDraft(saved),
    /** Goes on from what the server keeps now. */
    accept: (kept: T) => {
      setSaved(kept);
      setDraft(kept);
    },
  };
}
