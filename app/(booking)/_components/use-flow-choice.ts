"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useRef } from "react";
import { chosenLength, lengthParameter } from "./chosen-length";

const timeParameter = "time";

/**
 * The chosen length and time, kept in the page's address so that going back, a reload and a shared link all do
 * what one expects. The time is null while none is chosen; without lengths to choose from there is none.
 */
export function useFlowChoice(lengthChoices: readonly number[] | null, usualMinutes: number) {
  const pathname = usePathname();
  const parameters = useSearchParams();
  const startsAt = validInstant(parameters.get(timeParameter));
  const lengthMinutes = lengthChoices
    ? chosenLength(parameters.get(lengthParameter), lengthChoices, usualMinutes)
    : undefined;
  const pushed = useRef(false);
  const lengthQuery =
    lengthMinutes === undefined || lengthMinutes === usualMinutes
      ? ""
      : `${lengthParameter}=${lengthMinutes}`;

  const choose = useCallback(
    (instant: string) => {
      pushed.current = true;
      const query = [lengthQuery, `${timeParameter}=${encodeURIComponent(instant)}`]
        .filter(Boolean)
        .join("&");
      window.history.pushState(null, "", `${pathname}?${query}`);
    },
    [pathname, lengthQuery],
  );
  const reconsider = useCallback(() => {
    if (pushed.current) window.history.back();
    else window.history.replaceState(null, "", lengthQuery ? `${pathname}?${lengthQuery}` : pathname);
    pushed.current = false;
  }, [pathname, lengthQuery]);
  const chooseLength = useCallback(
    (minutes: number) => window.history.replaceState(null, "", `${pathname}?${lengthParameter}=${minutes}`),
    [pathname],
  );
  return { startsAt, lengthMinutes, choose, reconsider, chooseLength };
}

function validInstant(text: string | null): string | null {
  if (text === null || Number.isNaN(Date.parse(text))) return null;
  return new Date(text).toISOString();
}
