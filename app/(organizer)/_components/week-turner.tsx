"use client";

import { Button } from "react-aria-components/Button";
import { ChevronIcon } from "@/app/_components/icons/chevron-icon";

type WeekTurnerProps = { title: string; weeksLater: number; onTurn: (weeksLater: number) => void };

const turnStyle =
  "focus-ring grid size-10 cursor-pointer place-items-center rounded-full hover:bg-hover data-disabled:cursor-default data-disabled:text-faint";

/** Which week is shown, and the ways to the one before and after. */
export function WeekTurner({ title, weeksLater, onTurn }: WeekTurnerProps) {
  return (
    <div className="flex items-center justify-between gap-2">
      <p aria-live="polite" className="text-sm font-medium">
        {title}
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
