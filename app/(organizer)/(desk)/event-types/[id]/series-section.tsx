"use client";

import { fieldErrorStyle } from "@/app/_components/field-style";
import { NumberField } from "@/app/_components/number-field";
import { Select } from "@/app/_components/select";
import { Switch } from "@/app/_components/switch";
import { EditorSection } from "../../../_components/editor-section";
import type { DraftProps } from "./event-type-draft";

const frequencies = [
  { id: "weekly", label: "weeks" },
  { id: "monthly", label: "months" },
  { id: "yearly", label: "years" },
] as const;

/** Meetings with several people, and meetings that come in series. */
export function SeriesSection(props: DraftProps) {
  return (
    <EditorSection title="Seats and repetition">
      <Seats {...props} />
      <Recurrence {...props} />
    </EditorSection>
  );
}

function Seats({ draft: { seats }, set, errorAt }: DraftProps) {
  return (
    <div className="flex flex-col items-start gap-3">
      <Switch
        isSelected={seats !== null}
        onChange={(isOn) =>
          set({ seats: isOn ? { perSlot: 2, showsAttendees: false, showsLeft: true } : null })
        }
      >
        Several people can book the same time
      </Switch>
      {errorAt("seats") && <p className={fieldErrorStyle}>{`Seats ${lowerFirst(errorAt("seats") ?? "")}`}</p>}
      {seats && (
        <>
          <NumberField
            label="Seats"
            isRequired
            minValue={1}
            maxValue={1000}
            value={seats.perSlot}
            onChange={(perSlot) => set({ seats: { ...seats, perSlot } })}
            errorMessage={errorAt("seats.perSlot")}
          />
          <Switch
            isSelected={seats.showsLeft}
            onChange={(showsLeft) => set({ seats: { ...seats, showsLeft } })}
          >
            Show how many seats are left
          </Switch>
          <Switch
            isSelected={seats.showsAttendees}
            onChange={(showsAttendees) => set({ seats: { ...seats, showsAttendees } })}
          >
            Show attendees each other’s names
          </Switch>
        </>
      )}
    </div>
  );
}

function Recurrence({ draft: { recurrence }, set, errorAt }: DraftProps) {
  return (
    <div className="flex flex-col items-start gap-3 border-t border-line pt-5">
      <Switch
        isSelected={recurrence !== null}
        onChange={(isOn) => set({ recurrence: isOn ? { frequency: "weekly", interval: 1, count: 4 } : null })}
      >
        A booking repeats
      </Switch>
      {recurrence && (
        <div className="grid w-full gap-5 sm:grid-cols-3">
          <NumberField
            label="Every"
            isRequired
            minValue={1}
            maxValue={12}
            value={recurrence.interval}
            onChange={(interval) => set({ recurrence: { ...recurrence, interval } })}
            errorMessage={errorAt("recurrence.interval")}
          />
          <Select
            label="Period"
            options={frequencies}
            value={recurrence.frequency}
            onChange={(frequency) => set({ recurrence: { ...recurrence, frequency } })}
          />
          <NumberField
            label="Meetings in all"
            isRequired
            minValue={2}
            maxValue={52}
            value={recurrence.count}
            onChange={(count) => set({ recurrence: { ...recurrence, count } })}
            errorMessage={errorAt("recurrence.count")}
          />
        </div>
      )}
    </div>
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
