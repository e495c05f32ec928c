"use client";

import { useEffect, useRef } from "react";
import { Banner } from "@/app/_components/banner";

/** Says what was done, and takes the focus of the button that is gone. */
export function DoneNote({ words }: { words: string | null }) {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (words) note.current?.focus();
  }, [words]);
  if (!words) return null;
  return (
    <div ref={note} tabIndex={-1} className="mt-4 rounded-lg">
      <Banner tone="good">{words}</Banner>
    </div>
  );
}
