"use client";

import { ClockField } from "@/app/_components/clock-field";
import { fieldErrorStyle } from "@/app/_components/field-style";
import { Switch } from "@/app/_components/switch";
import { minuteOf, timeOfDay } from "./time-of-day";
import type { DraftProps } from "./workflow-draft";

const usual = { from: "21:00", until: "08:00" };

/** The hours in which nobody's phone rings. */
export function QuietHoursFields({ draft: { quietHours }, set, errorAt }: DraftProps) {
  const error = errorAt("quietHours.until") ?? errorAt("quietHours.from");
  return (
    <div className="flex flex-col items-start gap-2 border-t border-line pt-5">
      <Switch isSelected={quietHours !== null} onChange={(isOn) => set({ quietHours: isOn ? usual : null })}>
        No texts at night
      </Switch>
      {quietHours && (
        <>
          <div className="flex flex-wrap items-center gap-2">
            <span>From</span>
            <ClockField
              label="No texts from"
              minute={minuteOf(quietHours.from)}
              onChange={(minute) => set({ quietHours: { ...quietHours, from: timeOfDay(minute) } })}
            />
            <span>until</span>
            <ClockField
              label="No texts until"
              minute={minuteOf(quietHours.until)}
              onChange={(minute) => set({ quietHours: { ...quietHours, until: timeOfDay(minute) } })}
              isInvalid={error !== undefined}
            />
            <span>where they are</span>
          </div>
          {error && <p className={fieldErrorStyle}>{error}</p>}
        </>
      )}
      <p className="text-sm text-muted">
        A text that would come in these hours is sent at their beginning or end. E-mails don’t wait.
      </p>
    </div>
  );
}
