"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useLocale } from "react-aria-components/I18nProvider";
import { type TimeFormat, timeFormat } from "@/app/_lib/time-format";
import { useHourCycle } from "@/app/_lib/use-hour-cycle";
import type { Account } from "./require-organizer";

const AccountContext = createContext<Account | null>(null);

export function AccountProvider({ account, children }: { account: Account; children: ReactNode }) {
  return <AccountContext value={account}>{children}</AccountContext>;
}

/** The organizer who is signed in. */
export function useAccount(): Account {
  const account = useContext(AccountContext);
  if (!account) throw new Error("There is no account outside the signed-in pages.");
  return account;
}

/** The organizer's clock and calendar: the zone of their account, wherever they are reading. */
export function useAccountTime(): TimeFormat {
  const { timeZone } = useAccount();
  const { locale } = useLocale();
  const { hourCycle } = useHourCycle(locale);
  return useMemo(() => timeFormat(locale, timeZone, hourCycle), [locale, timeZone, hourCycle]);
}
