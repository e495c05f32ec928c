"use client";

import { type RefObject, useEffect, useRef } from "react";

/**
 * Keeps the Back button from leaving a page with changes, and tells that it was pressed. Browsers can't be kept from
 * going back, so a second entry of the same page is put into the history, which Back only returns from.
 */
export function useBackGuard(isDirty: boolean, onBack: () => void) {
  const isHolding = useRef(false);
  const guarded = useRef({ isDirty, onBack });
  useEffect(() => {
    guarded.current = { isDirty, onBack };
    if (isDirty && !isHolding.current) hold(isHolding);
  });
  useEffect(() => {
    const onPop = () => {
      if (!isHolding.current) return;
      isHolding.current = false;
      // With nothing to lose, the second entry must not cost a second press.
      if (!guarded.current.isDirty) return window.history.back();
      hold(isHolding);
      guarded.current.onBack();
    };
    window.addEventListener("popstate", onPop);
    return () => window.removeEventListener("popstate", onPop);
  }, []);
  return {
    /** Whether the newest entry of the history is the second one. */
    isHolding: () => isHolding.current,
    /** Goes to the page before this one. */
    leave: () => {
      isHolding.current = false;
      window.history.go(-2);
    },
  };
}

function hold(isHolding: RefObject<boolean>): void {
  // With the router's own state, so that it takes both entries for the same page.
  window.history.pushState({ ...window.history.state }, "", window.location.href);
  isHolding.current = true;
}
