"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { ConfirmDialog } from "./confirm-dialog";

/** Asks before a page is left whose changes haven't been saved. */
export function UnsavedGuard({ isDirty }: { isDirty: boolean }) {
  const router = useRouter();
  const [wantedPath, setWantedPath] = useState<string | null>(null);
  useEffect(() => {
    if (!isDirty) return;
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const path = pathOfPlainClick(event);
      if (path === null) return;
      event.preventDefault();
      event.stopPropagation();
      setWantedPath(path);
    };
    window.addEventListener("beforeunload", onLeave);
    document.addEventListener("click", onClick, { capture: true });
    return () => {
      window.removeEventListener("beforeunload", onLeave);
      document.removeEventListener("click", onClick, { capture: true });
    };
  }, [isDirty]);
  if (wantedPath === null) return null;
  return (
    <ConfirmDialog
      title="Leave without saving?"
      action="Leave"
      onClose={() => setWantedPath(null)}
      onConfirm={() => {
        setWantedPath(null);
        router.push(wantedPath);
      }}
    >
      <p>What you changed on this page will be lost.</p>
    </ConfirmDialog>
  );
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
