"use client";

import { createContext, type ReactNode, useCallback, useContext, useMemo, useSyncExternalStore } from "react";
import { useLocale } from "react-aria-components/I18nProvider";
import { type TimeFormat, timeFormat } from "@/app/_lib/time-format";
import { useHourCycle } from "@/app/_lib/use-hour-cycle";
import type { Account } from "./require-organizer";

type Served = { account: Account; servedAtMs: number };

const ServedContext = createContext<Served | null>(null);

type AccountProviderProps = Served & { children: ReactNode };

export function AccountProvider({ account, servedAtMs, children }: AccountProviderProps) {
  const served = useMemo(() => ({ account, servedAtMs }), [account, servedAtMs]);
  return <ServedContext value={served}>{children}</ServedContext>;
}

function useServed(): Served {
  const served = useContext(ServedContext);
  if (!served) throw new Error("There is no account outside the signed-in pages.");
  return served;
}

/** The organizer who is signed in. */
export function useAccount(): Account {
  return useServed().account;
}

/** The organizer's clock and calendar: the zone of their account, wherever they are reading. */
export function useAccountTime(): TimeFormat {
  const { timeZone } = useAccount();
  const { locale } = useLocale();
  const { hourCycle } = useHourCycle(locale);
  return useMemo(() => timeFormat(locale, timeZone, hourCycle), [locale, timeZone, hourCycle]);
}

/** The time, renewed at every full interval. The first drawing in the browser shows the server's. */
export function useClock(intervalMs: number): Date {
  const { servedAtMs } = useServed();
  const read = () => Math.floor(Date.now() / intervalMs) * intervalMs;
  const subscribe = useCallback(
    (onTick: () => void) => {
      const timer = setInterval(onTick, intervalMs);
      return () => clearInterval(timer);
    },
    [intervalMs],
  );
  const nowMs = useSyncExternalStore(subscribe, read, () => servedAtMs);
  return useMemo(() => new Date(nowMs), [nowMs]);
}
