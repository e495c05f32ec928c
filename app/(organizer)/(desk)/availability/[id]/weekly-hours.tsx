"use client";

import { useState } from "react";
import { Button } from "@/app/_components/button";
import { fieldErrorStyle } from "@/app/_components/field-style";
import type { HoursBlock } from "@/server/domain/scheduling/host-availability";
import { type Weekday, weekdays } from "@/server/domain/scheduling/local-date";
import { EditorSection } from "../../../_components/editor-section";
import { nextBlock } from "../hours-in-words";
import { CopyHoursDialog } from "./copy-hours-dialog";
import { HoursBlocks } from "./hours-blocks";
import type { ScheduleProps } from "./schedule-draft";
import { weekdayNames } from "./weekday-names";

/** The hours of each day of the week. */
export function WeeklyHours({ draft: { weeklyHours }, set, errorAt }: ScheduleProps) {
  const [toCopy, setToCopy] = useState<Weekday | null>(null);
  const blocksOf = (weekday: Weekday) => weeklyHours.filter((block) => block.weekday === weekday);
  const replaceDays = (days: readonly Weekday[], blocks: readonly HoursBlock[]) =>
    set({
      weeklyHours: weekdays.flatMap((weekday) =>
        days.includes(weekday)
          ? blocks.map(({ startMinute, endMinute }) => ({ weekday, startMinute, endMinute }))
          : blocksOf(weekday),
      ),
    });
  const errorOf = (weekday: Weekday, index: number) => {
    const block = blocksOf(weekday)[index];
    const path = `weeklyHours.${block ? weeklyHours.indexOf(block) : -1}`;
    return errorAt(`${path}.endMinute`) ?? errorAt(`${path}.startMinute`);
  };
  return (
    <EditorSection
      title="Weekly hours"
      description="A day can have any number of hours; an end before the start is on the next day."
    >
      <ul className="divide-y divide-line">
        {weekdays.map((weekday) => (
          <DayRow
            key={weekday}
            name={weekdayNames[weekday]}
            blocks={blocksOf(weekday)}
            errorOf={(index) => errorOf(weekday, index)}
            onChange={(blocks) => replaceDays([weekday], blocks)}
            onCopy={() => setToCopy(weekday)}
          />
        ))}
      </ul>
      {errorAt("weeklyHours") && <p className={fieldErrorStyle}>{errorAt("weeklyHours")}</p>}
      {toCopy && (
        <CopyHoursDialog
          from={toCopy}
          onCopy={(days) => replaceDays(days, blocksOf(toCopy))}
          onClose={() => setToCopy(null)}
        />
      )}
    </EditorSection>
  );
}

type DayRowProps = {
  name: string;
  blocks: HoursBlock[];
  errorOf: (index: number) => string | undefined;
  onChange: (blocks: HoursBlock[]) => void;
  onCopy: () => void;
};

function DayRow({ name, blocks, errorOf, onChange, onCopy }: DayRowProps) {
  return (
    <li className="grid grid-cols-[1fr_auto] gap-2 py-3 first:pt-0 last:pb-0 sm:grid-cols-[6.5rem_1fr_auto]">
      <h3 className="flex min-h-11 flex-wrap items-center gap-x-3 font-medium">{name}</h3>
      <div className="order-1 col-span-2 sm:order-0 sm:col-span-1">
        {blocks.length === 0 && <p className="flex h-11 items-center text-muted">Closed</p>}
        <HoursBlocks dayName={name} blocks={blocks} onChange={onChange} errorOf={errorOf} />
      </div>
      <div className="flex items-start gap-1">
        <Button
          variant="secondary"
          size="small"
          className="min-h-11!"
          aria-label={`Add hours on ${name}`}
          onPress={() => onChange([...blocks, nextBlock(blocks)])}
        >
          Add
        </Button>
        <Button
          variant="quiet"
          size="small"
          className="min-h-11!"
          aria-label={`Copy ${name} to other days`}
          onPress={onCopy}
        >
          Copy
        </Button>
      </div>
    </li>
  );
}
