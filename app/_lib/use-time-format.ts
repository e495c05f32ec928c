"use client";

import { useMemo } from "react";
import { useLocale } from "react-aria-components/I18nProvider";
import { timeFormat } from "./time-format";
import { useHourCycle } from "./use-hour-cycle";
import { useTimeZone } from "./use-time-zone";

/** The reader's clock and calendar; `serverZone` is used until the reader's zone is known. */
export function useTimeFormat(serverZone: string) {
  const { locale } = useLocale();
  const { timeZone, isKnown } = useTimeZone(serverZone);
  const { hourCycle } = useHourCycle(locale);
  const format = useMemo(() => timeFormat(locale, timeZone, hourCycle), [locale, timeZone, hourCycle]);
  return { format, isKnown };
}
