"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useRef } from "react";

const parameter = "time";

/**
 * The chosen time, kept in the page's address so that going back, a reload and a shared link all do what one
 * expects. Null while none is chosen.
 */
export function useSlotChoice() {
  const pathname = usePathname();
  const startsAt = validInstant(useSearchParams().get(parameter));
  const pushed = useRef(false);

  const choose = useCallback(
    (instant: string) => {
      pushed.current = true;
      window.history.pushState(null, "", `${pathname}?${parameter}=${encodeURIComponent(instant)}`);
    },
    [pathname],
  );
  const reconsider = useCallback(() => {
    if (pushed.current) window.history.back();
    else window.history.replaceState(null, "", pathname);
    pushed.current = false;
  }, [pathname]);
  return { startsAt, choose, reconsider };
}

function validInstant(text: string | null): string | null {
  if (text === null || Number.isNaN(Date.parse(text))) return null;
  return new Date(text).toISOString();
}
