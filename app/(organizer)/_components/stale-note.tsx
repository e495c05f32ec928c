"use client";

import { Banner } from "@/app/_components/banner";
import { useAccountTime } from "../_lib/account-context";

/** Says that what is shown may have changed, while the server can't be asked. */
export function StaleNote({ isStale, updatedAt }: { isStale: boolean; updatedAt: number }) {
  const format = useAccountTime();
  if (!isStale) return null;
  return (
    <Banner tone="warn" className="mt-4">
      We can’t reach the server. This is how things stood at {format.time(new Date(updatedAt))}.
    </Banner>
  );
}
