"use client";

import { useMemo } from "react";
import { useLocale } from "react-aria-components/I18nProvider";
import { type TimeFormat, timeFormat } from "@/app/_lib/time-format";
import { useHourCycle } from "@/app/_lib/use-hour-cycle";

/** The clock and calendar of a zone, written as the reader is used to. */
export function useZoneTime(timeZone: string): TimeFormat {
  const { locale } = useLocale();
  const { hourCycle } = useHourCycle(locale);
  return useMemo(() => timeFormat(locale, timeZone, hourCycle), [locale, timeZone, hourCycle]);
}
