"use client";

import { useEffect, useRef } from "react";

/** Keeps links from leaving a page with changes, and tells where they lead; the browser asks before it is closed. */
export function useLeaveGuard(isDirty: boolean, onWanted: (path: string) => void): void {
  const tell = useRef(onWanted);
  useEffect(() => {
    tell.current = onWanted;
  });
  useEffect(() => {
    if (!isDirty) return;
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const path = pathOfPlainClick(event);
      if (path === null) return;
      event.preventDefault();
      event.stopPropagation();
      tell.current(path);
    };
    window.addEventListener("beforeunload", onLeave);
    document.addEventListener("click", onClick, { capture: true });
    return () => {
      window.removeEventListener("beforeunload", onLeave);
      document.removeEventListener("click", onClick, { capture: true });
    };
  }, [isDirty]);
}

/** Where a click within the site leads in this tab, when it leads to another page. */
function pathOfPlainClick(event: MouseEvent): string | null {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link?.href || link.target === "_blank") return null;
  const { origin, pathname, search, hash } = new URL(link.href);
  const isSamePage = pathname === window.location.pathname && search === window.location.search;
  return origin === window.location.origin && !isSamePage ? pathname + search + hash : null;
}
