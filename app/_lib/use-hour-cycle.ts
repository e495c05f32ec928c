"use client";

import { useSyncExternalStore } from "react";
import { storedChoice } from "./stored-choice";
import type { HourCycle } from "./time-format";

const choice = storedChoice("punctual.hourCycle");

/** Whether clocks show 12 or 24 hours: what the reader chose, else what is usual in the locale's region. */
export function useHourCycle(locale: string) {
  const chosen = useSyncExternalStore(choice.subscribe, choice.read, () => null);
  const hourCycle: HourCycle = chosen === "h12" || chosen === "h23" ? chosen : usualHourCycle(locale);
  return { hourCycle, chooseHourCycle: (cycle: HourCycle) => choice.write(cycle) };
}

function usualHourCycle(locale: string): HourCycle {
  const { region } = new Intl.Locale(locale);
  const { language } = new Intl.Locale(`und-${region ?? "US"}`).maximize();
  const { hourCycle } = new Intl.DateTimeFormat(`${language}-${region ?? "US"}`, {
    hour: "numeric",
  }).resolvedOptions();
  return hourCycle === "h12" || hourCycle === "h11" ? "h12" : "h23";
}
