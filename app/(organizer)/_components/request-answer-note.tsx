"use client";

import { useEffect, useRef } from "react";
import { Banner } from "@/app/_components/banner";
import type { RequestAnswer } from "./booking-request";

/** Says what became of a request, and takes the focus of the button that is gone. */
export function RequestAnswerNote({ answer }: { answer: RequestAnswer | null }) {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answer) note.current?.focus();
  }, [answer]);
  if (!answer) return null;
  return (
    <div ref={note} tabIndex={-1} className="mt-4 rounded-lg">
      <Banner tone={answer.kind === "confirmed" ? "good" : "neutral"}>{answer.words}</Banner>
    </div>
  );
}
