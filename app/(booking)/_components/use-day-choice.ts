"use client";

import { useState } from "react";

/** Which month is shown, and which of its days. */
export type DayChoice = {
  month: string;
  /** The day whose times are shown: the one chosen, else the month's first with free times. */
  shownOn: string | null;
  focusedOn: string;
  /** The day that the reader pointed at or moved to, which may have no times. */
  pointedOn: string | null;
  choose: (on: string) => void;
  focus: (on: string, isInGrid: boolean) => void;
};

type DayChoiceOptions = { initialMonth: string; initialOn: string | null; todayOn: string };

/** Holds the choice of a month and day; what is free decides which day is shown without having been chosen. */
export function useDayChoice({ initialMonth, initialOn, todayOn }: DayChoiceOptions) {
  const [month, setMonth] = useState(initialMonth);
  const [chosenOn, setChosenOn] = useState(initialOn);
  const [pointedOn, setPointedOn] = useState<string | null>(null);
  const show = (on: string) => setMonth(on.slice(0, 7));

  const resolve = (byDate: ReadonlyMap<string, string[]> | undefined): DayChoice => {
    const isOfMonth = (on: string | null) => on?.startsWith(month) ?? false;
    const firstFreeOn = byDate && [...byDate.keys()].filter(isOfMonth).sort()[0];
    const shownOn = (isOfMonth(chosenOn) ? chosenOn : firstFreeOn) ?? null;
    const startOn = [`${month}-01`, todayOn].sort()[1] ?? todayOn;
    return {
      month,
      shownOn,
      focusedOn: (isOfMonth(pointedOn) ? pointedOn : shownOn) ?? startOn,
      pointedOn: isOfMonth(pointedOn) ? pointedOn : null,
      choose: (on) => {
        setChosenOn(on);
        setPointedOn(on);
        show(on);
      },
      focus: (on, isInGrid) => {
        setPointedOn(isInGrid ? on : null);
        show(on);
      },
    };
  };
  return { month, resolve };
}
