"use client";

import { DatePicker } from "@/app/_components/date-picker";
import { useAccountTime, useClock } from "../../_lib/account-context";

type DatesFieldsProps = {
  startOn: string | null;
  endOn: string | null;
  onChange: (dates: { startOn: string | null; endOn: string | null }) => void;
  errorAt: (field: string) => string | undefined;
};

const minuteMs = 60_000;

/** A first and a last date; the last one follows the first until it is chosen. */
export function DatesFields({ startOn, endOn, onChange, errorAt }: DatesFieldsProps) {
  const todayOn = useAccountTime().date(useClock(minuteMs));
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <DatePicker
        label="First date"
        value={startOn}
        earliestOn={todayOn}
        onChange={(on) => onChange({ startOn: on, endOn: endOn === null || (on && endOn < on) ? on : endOn })}
        errorMessage={errorAt("startOn")}
      />
      <DatePicker
        label="Last date"
        value={endOn}
        earliestOn={startOn ?? todayOn}
        onChange={(on) => onChange({ startOn, endOn: on })}
        errorMessage={errorAt("endOn")}
      />
    </div>
  );
}
