"use client";

import { useEffect, useState } from "react";
import type { TimeFormat } from "@/app/_lib/time-format";

/** Says until when the chosen time is held for the reader; keeps its place while there is nothing to say. */
export function HeldUntil({ until, format }: { until: Date | null; format: TimeFormat }) {
  const [lapsed, setLapsed] = useState<Date | null>(null);
  useEffect(() => {
    if (until === null) return;
    const timer = setTimeout(() => setLapsed(until), until.getTime() - Date.now());
    return () => clearTimeout(timer);
  }, [until]);
  return (
    <p className="tabular mt-2 min-h-[1lh] text-sm text-muted sm:pl-8">
      {until !== null &&
        (until === lapsed
          ? "No longer held. Go on to renew it."
          : `We hold it for you until ${format.time(until)}.`)}
    </p>
  );
}
