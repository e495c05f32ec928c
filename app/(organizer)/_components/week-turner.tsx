"use client";

import { Button } from "react-aria-components/Button";
import { useLocale } from "react-aria-components/I18nProvider";
import { ChevronIcon } from "@/app/_components/icons/chevron-icon";

type WeekTurnerProps = {
  /** The first and the last date that are shown. */
  startOn: string;
  endOn: string;
  weeksLater: number;
  onTurn: (weeksLater: number) => void;
};

const turnStyle =
  "focus-ring grid size-10 cursor-pointer place-items-center rounded-full hover:bg-hover data-disabled:cursor-default data-disabled:text-faint";

/** Which week is shown, and the ways to the one before and after. */
export function WeekTurner({ startOn, endOn, weeksLater, onTurn }: WeekTurnerProps) {
  const { locale } = useLocale();
  const dates = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
  // Servers and browsers differ in the spaces around the dash.
  const range = dates.formatRange(new Date(startOn), new Date(endOn)).replace(/\s*–\s*/, " – ");
  return (
    <div className="flex items-center justify-between gap-2">
      <p aria-live="polite" className="text-sm font-medium">
        {range}
      </p>
      <div className="flex shrink-0">
        <Button
          aria-label="Week before"
          isDisabled={weeksLater === 0}
          onPress={() => onTurn(weeksLater - 1)}
          className={turnStyle}
        >
          <ChevronIcon direction="left" />
        </Button>
        <Button aria-label="Week after" onPress={() => onTurn(weeksLater + 1)} className={turnStyle}>
          <ChevronIcon direction="right" />
        </Button>
      </div>
    </div>
  );
}
