"use client";

import { useLocale } from "react-aria-components/I18nProvider";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components/ToggleButtonGroup";
import type { HourCycle } from "@/app/_lib/time-format";
import { useHourCycle } from "@/app/_lib/use-hour-cycle";

const cycles: { id: HourCycle; label: string; name: string }[] = [
  { id: "h12", label: "12h", name: "12-hour clock" },
  { id: "h23", label: "24h", name: "24-hour clock" },
];

/** Chooses between clocks of 12 and 24 hours. */
export function HourCycleToggle() {
  const { locale } = useLocale();
  const { hourCycle, chooseHourCycle } = useHourCycle(locale);
  return (
    <ToggleButtonGroup
      aria-label="Clock"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[hourCycle]}
      onSelectionChange={(keys) => {
        const [chosen] = keys;
        chooseHourCycle(chosen === "h12" ? "h12" : "h23");
      }}
      className="flex shrink-0 rounded-md bg-sunken p-0.5 text-sm"
    >
      {cycles.map(({ id, label, name }) => (
        <ToggleButton
          key={id}
          id={id}
          aria-label={name}
          className="focus-ring min-h-9 cursor-pointer rounded-sm px-2.5 whitespace-nowrap text-muted data-selected:bg-accent-soft data-selected:font-medium data-selected:text-accent-text"
        >
          {label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
