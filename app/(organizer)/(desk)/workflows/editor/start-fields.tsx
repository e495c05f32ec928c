"use client";

import { ClockField } from "@/app/_components/clock-field";
import { fieldErrorStyle } from "@/app/_components/field-style";
import { Select } from "@/app/_components/select";
import { Switch } from "@/app/_components/switch";
import { CheckboxChoices } from "./checkbox-choices";
import type { ConditionFieldsProps } from "./condition-fields";
import { minuteOf, timeOfDay } from "./time-of-day";

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map((label, index) => ({
  id: index + 1,
  label,
}));
const zones = [
  { id: "host", label: "On my clock" },
  { id: "attendee", label: "On the attendee’s clock" },
] as const;

/** The weekdays and the hours at which a meeting begins. */
export function StartFields({ condition, onChange, errorAt }: ConditionFieldsProps<"start">) {
  const { from, until, zoneOf } = condition;
  const hasHours = from !== until;
  const error = errorAt("from") ?? errorAt("until");
  return (
    <div className="flex flex-col gap-4">
      <CheckboxChoices
        label="It starts on"
        options={weekdays}
        chosen={condition.weekdays}
        onChange={(chosen) => onChange({ ...condition, weekdays: chosen.toSorted() })}
        errorMessage={errorAt("weekdays")}
        isInRow
      />
      <div>
        <Switch
          isSelected={hasHours}
          onChange={(isOn) =>
            onChange({ ...condition, from: isOn ? "08:00" : "00:00", until: isOn ? "12:00" : "00:00" })
          }
        >
          Only between two times
        </Switch>
      </div>
      {hasHours && (
        <div className="flex flex-wrap items-center gap-2">
          <span>From</span>
          <ClockField
            label="Starts from"
            minute={minuteOf(from)}
            onChange={(minute) => onChange({ ...condition, from: timeOfDay(minute) })}
          />
          <span>until before</span>
          <ClockField
            label="Starts before"
            minute={minuteOf(until)}
            onChange={(minute) => onChange({ ...condition, until: timeOfDay(minute) })}
          />
        </div>
      )}
      {error && <p className={fieldErrorStyle}>{error}</p>}
      <Select
        label="Whose clock"
        options={zones}
        value={zoneOf}
        onChange={(zone) => onChange({ ...condition, zoneOf: zone })}
      />
    </div>
  );
}
