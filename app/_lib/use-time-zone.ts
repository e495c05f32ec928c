"use client";

import { useSyncExternalStore } from "react";
import { storedChoice } from "./stored-choice";
import { presentZoneName } from "./time-zone-names";

const choice = storedChoice("punctual.timeZone");

function currentZone(): string {
  const chosen = choice.read();
  if (chosen && isUsable(chosen)) return chosen;
  return presentZoneName(Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC");
}

/**
 * The zone in which times are shown: what the reader chose, else that of the device. While the server's page is
 * taken over it is `serverZone`, so that both draw the same; `isKnown` then turns true.
 */
export function useTimeZone(serverZone: string) {
  const zone = useSyncExternalStore(choice.subscribe, currentZone, () => null);
  return { timeZone: zone ?? serverZone, isKnown: zone !== null, chooseTimeZone: choice.write };
}

function isUsable(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}
