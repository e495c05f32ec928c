"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useBackGuard } from "../_lib/use-back-guard";
import { useLeaveGuard } from "../_lib/use-leave-guard";
import { ConfirmDialog } from "./confirm-dialog";

/** Where one wants to go: to a page of the site, or a page back. */
type Wanted = { kind: "path"; path: string } | { kind: "back" };

/** Asks before a page is left whose changes haven't been saved: by a link, by the Back button, or by closing it. */
export function UnsavedGuard({ isDirty }: { isDirty: boolean }) {
  const router = useRouter();
  const [wanted, setWanted] = useState<Wanted | null>(null);
  useLeaveGuard(isDirty, (path) => setWanted({ kind: "path", path }));
  const back = useBackGuard(isDirty, () => setWanted({ kind: "back" }));
  if (wanted === null) return null;
  return (
    <ConfirmDialog
      title="Leave without saving?"
      action="Leave"
      onClose={() => setWanted(null)}
      onConfirm={() => {
        setWanted(null);
        if (wanted.kind === "back") back.leave();
        else if (back.isHolding()) router.replace(wanted.path);
        else router.push(wanted.path);
      }}
    >
      <p>What you changed on this page will be lost.</p>
    </ConfirmDialog>
  );
}
