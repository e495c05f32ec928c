"use client";

import { NumberField } from "@/app/_components/number-field";
import { EditorSection } from "../../../_components/editor-section";
import type { DraftProps } from "./event-type-draft";

const periods = ["day", "week", "month", "year"] as const;
type Limit = DraftProps["draft"]["bookingLimits"][number];

/** The most that is taken on. */
export function LimitsSection({ draft, set, errorAt }: DraftProps) {
  const { bookingLimits: limits, maxActivePerAttendee } = draft;
  const change = (per: Limit["per"], part: Partial<Limit>) => {
    const changed = { ...limits.find((limit) => limit.per === per), ...part, per };
    const byPeriod = new Map(limits.map((limit) => [limit.per, limit]));
    byPeriod.set(per, changed);
    set({
      bookingLimits: periods.flatMap((period) => {
        const limit = byPeriod.get(period);
        return limit && (limit.maxCount ?? limit.maxMinutes) !== undefined ? [limit] : [];
      }),
    });
  };
  return (
    <EditorSection title="Limits" description="Leave a field empty for no limit.">
      {periods.map((per) => {
        const index = limits.findIndex((limit) => limit.per === per);
        return (
          <fieldset key={per} aria-label={`Per ${per}`} className="grid gap-x-5 gap-y-3 sm:grid-cols-2">
            <NumberField
              label={`Meetings a ${per}`}
              minValue={1}
              maxValue={100_000}
              value={limits[index]?.maxCount ?? Number.NaN}
              onChange={(count) => change(per, { maxCount: numberOrNone(count) })}
              errorMessage={errorAt(`bookingLimits.${index}.maxCount`)}
            />
            <NumberField
              label={`Minutes a ${per}`}
              minValue={1}
              maxValue={527_040}
              value={limits[index]?.maxMinutes ?? Number.NaN}
              onChange={(minutes) => change(per, { maxMinutes: numberOrNone(minutes) })}
              errorMessage={errorAt(`bookingLimits.${index}.maxMinutes`)}
            />
          </fieldset>
        );
      })}
      <NumberField
        label="Bookings ahead per person"
        description="A series counts as one."
        minValue={1}
        maxValue={1000}
        value={maxActivePerAttendee ?? Number.NaN}
        onChange={(count) => set({ maxActivePerAttendee: numberOrNone(count) ?? null })}
        errorMessage={errorAt("maxActivePerAttendee")}
      />
    </EditorSection>
  );
}

function numberOrNone(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}
