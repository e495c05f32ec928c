"use client";

import { NumberField } from "@/app/_components/number-field";
import { Select } from "@/app/_components/select";
import { Switch } from "@/app/_components/switch";
import { EditorSection } from "../../../_components/editor-section";
import type { DraftProps } from "./event-type-draft";
import type { Schedules } from "./event-type-editor";
import { LengthOptions } from "./length-options";

const intervals = [5, 10, 15, 20, 30, 45, 60, 90, 120];

/** How long a meeting takes and when it can begin. */
export function TimesSection({ draft, set, errorAt, schedules }: DraftProps & { schedules: Schedules }) {
  const { lengthMinutes, slotIntervalMinutes, startOffsetMinutes, scheduleId } = draft;
  return (
    <EditorSection title="Length and times">
      <NumberField
        label="Length in minutes"
        isRequired
        minValue={1}
        maxValue={1440}
        value={lengthMinutes}
        onChange={(minutes) => set(withLength(draft, minutes))}
        errorMessage={errorAt("lengthMinutes")}
      />
      <LengthOptions
        lengthMinutes={lengthMinutes}
        options={draft.lengthOptionsMinutes}
        onChange={(lengthOptionsMinutes) => set({ lengthOptionsMinutes })}
        errorMessage={errorAt("lengthOptionsMinutes")}
      />
      <Select
        label="Schedule"
        description="The hours in which it can be booked."
        options={schedules.map(({ id, name, isDefault }) => ({
          id,
          label: isDefault ? `${name} (default)` : name,
        }))}
        value={scheduleId}
        onChange={(id) => set({ scheduleId: id })}
        errorMessage={errorAt("scheduleId")}
      />
      <Select
        label="Start times"
        options={intervalOptions(slotIntervalMinutes)}
        value={slotIntervalMinutes ?? 0}
        onChange={(minutes) => set({ slotIntervalMinutes: minutes === 0 ? null : minutes })}
        errorMessage={errorAt("slotIntervalMinutes")}
      />
      <NumberField
        label="Start offset in minutes"
        description="Moves every start later: with 10, hours from 9:00 offer 9:10 first."
        isRequired
        minValue={0}
        maxValue={1440}
        value={startOffsetMinutes}
        onChange={(minutes) => set({ startOffsetMinutes: minutes })}
        errorMessage={errorAt("startOffsetMinutes")}
      />
      <div className="flex flex-col items-start">
        <Switch
          isSelected={draft.onlyFirstSlotOfDay}
          onChange={(onlyFirstSlotOfDay) => set({ onlyFirstSlotOfDay })}
        >
          Offer only the first free time of each day
        </Switch>
        <Switch isSelected={draft.locksTimeZone} onChange={(locksTimeZone) => set({ locksTimeZone })}>
          Show times in my zone only, for meetings in person
        </Switch>
      </div>
    </EditorSection>
  );
}

/** A usual length is always among those to choose from. */
function withLength({ lengthMinutes, lengthOptionsMinutes }: DraftProps["draft"], minutes: number) {
  if (lengthOptionsMinutes.length === 0) return { lengthMinutes: minutes };
  const others = lengthOptionsMinutes.filter((each) => each !== lengthMinutes && each !== minutes);
  return {
    lengthMinutes: minutes,
    lengthOptionsMinutes: [minutes, ...others].toSorted((a, b) => a - b),
  };
}

function intervalOptions(chosen: number | null) {
  const known = chosen === null || intervals.includes(chosen) ? intervals : [...intervals, chosen];
  return [
    { id: 0, label: "One after the other, by length" },
    ...known.toSorted((a, b) => a - b).map((id) => ({ id, label: `Every ${id} minutes` })),
  ];
}
