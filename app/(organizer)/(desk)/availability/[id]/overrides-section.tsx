"use client";

import { useState } from "react";
import { Button } from "@/app/_components/button";
import { DatePicker } from "@/app/_components/date-picker";
import { fieldErrorStyle } from "@/app/_components/field-style";
import { EditorSection } from "../../../_components/editor-section";
import { useClock } from "../../../_lib/account-context";
import { useZoneTime } from "../../../_lib/use-zone-time";
import { nextBlock } from "../hours-in-words";
import { HoursBlocks } from "./hours-blocks";
import type { ScheduleProps } from "./schedule-draft";

type Override = ScheduleProps["draft"]["overrides"][number];

const minuteMs = 60_000;

/** The dates that have hours of their own or none. */
export function OverridesSection({ draft, set, errorAt }: ScheduleProps) {
  const { overrides } = draft;
  const format = useZoneTime(draft.timeZone);
  const todayOn = format.date(useClock(minuteMs));
  const [on, setOn] = useState<string | null>(null);
  const replace = (override: Override) =>
    set({
      overrides: [...overrides.filter((each) => each.on !== override.on), override].toSorted((a, b) =>
        a.on < b.on ? -1 : 1,
      ),
    });
  const add = (blocks: Override["blocks"]) => {
    if (on === null) return;
    replace({ on, blocks });
    setOn(null);
  };
  const isKnown = overrides.some((each) => each.on === on);
  return (
    <EditorSection
      title="Dates with other hours"
      description="On these dates the weekly hours don’t count: other ones do, or none."
    >
      {overrides.length > 0 && (
        <ul className="divide-y divide-line border-y border-line">
          {overrides.map((override, index) => (
            <OverrideRow
              key={override.on}
              override={override}
              dayName={`${format.dayOn(override.on)}, ${override.on.slice(0, 4)}`}
              errorOf={(block) => errorAt(`overrides.${index}.blocks.${block}.endMinute`)}
              onChange={replace}
              onRemove={() => set({ overrides: overrides.filter((each) => each.on !== override.on) })}
            />
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-start gap-3">
        <DatePicker
          label="Date"
          value={on}
          onChange={setOn}
          earliestOn={todayOn}
          errorMessage={isKnown ? "This date is in the list already." : undefined}
          className="w-56"
        />
        <div className="flex flex-wrap gap-2 pt-6.5">
          <Button
            variant="secondary"
            isDisabled={on === null || isKnown}
            onPress={() => add([nextBlock([])])}
          >
            Other hours
          </Button>
          <Button variant="secondary" isDisabled={on === null || isKnown} onPress={() => add([])}>
            Closed
          </Button>
        </div>
      </div>
      {errorAt("overrides") && <p className={fieldErrorStyle}>{errorAt("overrides")}</p>}
    </EditorSection>
  );
}

type OverrideRowProps = {
  override: Override;
  dayName: string;
  errorOf: (index: number) => string | undefined;
  onChange: (override: Override) => void;
  onRemove: () => void;
};

function OverrideRow({ override, dayName, errorOf, onChange, onRemove }: OverrideRowProps) {
  const { on, blocks } = override;
  return (
    <li className="flex flex-col gap-2 py-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-medium">
          {dayName}
          {blocks.length === 0 && <span className="font-normal text-muted"> · Closed</span>}
        </h3>
        <div className="flex gap-1">
          <Button
            variant="secondary"
            size="small"
            aria-label={`Add hours on ${dayName}`}
            onPress={() => onChange({ on, blocks: [...blocks, nextBlock(blocks)] })}
          >
            Add
          </Button>
          <Button variant="quiet" size="small" aria-label={`Remove ${dayName}`} onPress={onRemove}>
            Remove
          </Button>
        </div>
      </div>
      <HoursBlocks
        dayName={dayName}
        blocks={blocks}
        errorOf={errorOf}
        onChange={(changed) => onChange({ on, blocks: changed })}
      />
    </li>
  );
}
