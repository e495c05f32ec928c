"use client";

import { useMemo } from "react";
import { useAccountTime } from "../../_lib/account-context";
import type { EventTypeChoice } from "./event-type-choice";

/** How the organizer's pages write what a workflow names. */
export function useWriting(eventTypes: readonly EventTypeChoice[]) {
  const format = useAccountTime();
  return useMemo(
    () => ({
      time: (at: string) => format.timeOfDay(at),
      eventType: (id: number) =>
        eventTypes.find((each) => each.id === id)?.title ?? "an event type that is gone",
    }),
    [format, eventTypes],
  );
}
