"use client";

import { Button } from "@/app/_components/button";
import { ClockField } from "@/app/_components/clock-field";
import { fieldErrorStyle } from "@/app/_components/field-style";
import { CrossIcon } from "@/app/_components/icons/cross-icon";
import type { HoursBlock } from "@/server/domain/scheduling/host-availability";
import { minutesPerDay } from "@/server/domain/scheduling/local-date";
import { blockBetween, endInWords } from "../hours-in-words";

type HoursBlocksProps = {
  /** Whose hours these are, for those who can't see what stands beside: "Monday". */
  dayName: string;
  blocks: readonly HoursBlock[];
  onChange: (blocks: HoursBlock[]) => void;
  errorOf?: (index: number) => string | undefined;
};

/** The blocks of hours of a day, each with its start and end. */
export function HoursBlocks({ dayName, blocks, onChange, errorOf }: HoursBlocksProps) {
  const replace = (index: number, block: HoursBlock) =>
    onChange(blocks.map((each, place) => (place === index ? block : each)));
  return (
    <ul className="flex flex-col gap-2">
      {blocks.map((block, index) => {
        const { startMinute, endMinute } = block;
        const endClock = endMinute % minutesPerDay;
        const name = blocks.length > 1 ? `${dayName}, hours ${index + 1}` : dayName;
        const error = errorOf?.(index);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no name but their place
          <li key={index} className="flex flex-wrap items-center gap-x-1.5 gap-y-1">
            <ClockField
              label={`${name}, from`}
              minute={startMinute}
              onChange={(minute) => replace(index, blockBetween(minute, endClock))}
              isInvalid={error !== undefined}
            />
            <span aria-hidden="true">–</span>
            <ClockField
              label={`${name}, to`}
              minute={endClock}
              onChange={(minute) => replace(index, blockBetween(startMinute, minute))}
              isInvalid={error !== undefined}
            />
            <Button
              variant="quiet"
              size="small"
              aria-label={`Remove ${name}`}
              className="min-h-11! px-2!"
              onPress={() => onChange(blocks.filter((_, place) => place !== index))}
            >
              <CrossIcon className="size-4" />
            </Button>
            {endInWords(block) && (
              <span className="text-sm font-medium text-accent-text">until {endInWords(block)}</span>
            )}
            {error && <span className={fieldErrorStyle}>{error}</span>}
          </li>
        );
      })}
    </ul>
  );
}
