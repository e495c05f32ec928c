"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Label } from "react-aria-components/Label";
import { ProgressBar } from "react-aria-components/ProgressBar";
import { CheckIcon } from "@/app/_components/icons/check-icon";
import { useTRPC } from "@/app/_lib/trpc";
import { changeSize } from "./change-in-words";

/** A change that has been saved and is being carried to upcoming bookings. */
export type StartedChange = {
  workflowId: number;
  version: number;
  /** How many messages it touches, as its preview said. */
  size: number;
};

const pollMs = 1_000;

/** Keeps the last change of each workflow that was made on this page. */
export function useLatestChange() {
  const [changes, setChanges] = useState<ReadonlyMap<number, StartedChange>>(new Map());
  const start = (change: StartedChange) =>
    setChanges((all) => new Map([...all, [change.workflowId, change]]));
  return { changes, start };
}

/** How far upcoming bookings have followed a change. */
export function ChangeProgress({ change }: { change: StartedChange }) {
  const trpc = useTRPC();
  const { workflowId: id, size } = change;
  const pending = useQuery({
    ...trpc.workflow.pendingChange.queryOptions({ id }),
    enabled: size > 0,
    gcTime: 0,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && changeSize(state.data) === 0 ? false : pollMs),
  });
  const left = pending.data ? Math.min(size, changeSize(pending.data)) : size;
  if (size === 0 || (pending.data && left === 0)) {
    return (
      <p role="status" className="flex basis-full items-center gap-1.5 text-sm font-medium text-good-text">
        <CheckIcon className="size-4" />
        {size === 0 ? "Saved. New bookings follow it from now on." : "All upcoming bookings follow it now."}
      </p>
    );
  }
  const done = size - left;
  return (
    <div className="basis-full">
      <ProgressBar value={done} maxValue={size} valueLabel={`${done} of ${size}`} className="text-sm">
        <span className="flex justify-between gap-4">
          <Label>Changing the messages of upcoming bookings</Label>
          <span className="tabular text-muted">
            {done} of {size}
          </span>
        </span>
        <span className="mt-1.5 block h-2 overflow-hidden rounded-full bg-sunken">
          <span className="block h-full bg-accent" style={{ width: `${(100 * done) / size}%` }} />
        </span>
      </ProgressBar>
      {pending.isError && (
        <p className="mt-1 text-sm text-warn-text">
          We can’t reach the server. The change goes on without this page.
        </p>
      )}
    </div>
  );
}
