"use client";

import { type ReactNode, useMemo } from "react";
import { ComboBox } from "@/app/_components/combo-box";
import { listTimeZones, zoneLongName } from "@/app/_lib/time-zone-names";

type ZoneFieldProps = {
  timeZone: string;
  onChange: (timeZone: string) => void;
  description?: ReactNode;
  errorMessage?: string;
};

/** A time zone of a form, found by typing a city or what people call its time. */
export function ZoneField({ timeZone, onChange, description, errorMessage }: ZoneFieldProps) {
  const options = useMemo(
    () =>
      listTimeZones(timeZone).map((id) => ({ id, label: id.replaceAll("_", " "), detail: zoneLongName(id) })),
    [timeZone],
  );
  return (
    <ComboBox
      label="Time zone"
      options={options}
      value={timeZone}
      onChange={onChange}
      description={description}
      errorMessage={errorMessage}
    />
  );
}
