"use client";

import { lazy, Suspense, useState } from "react";
import { Button } from "react-aria-components/Button";
import { DialogTrigger } from "react-aria-components/Dialog";
import { useLocale } from "react-aria-components/I18nProvider";
import { Popover } from "react-aria-components/Popover";
import { classNames } from "@/app/_lib/class-names";
import { timeFormat } from "@/app/_lib/time-format";
import { zonePlace } from "@/app/_lib/time-zone-names";
import { useHourCycle } from "@/app/_lib/use-hour-cycle";
import { useNow } from "@/app/_lib/use-now";
import { ChevronIcon } from "./icons/chevron-icon";
import { GlobeIcon } from "./icons/globe-icon";
import { Spinner } from "./spinner";

type TimeZonePickerProps = {
  timeZone: string;
  /** Until it is, the picker says what it is for instead of a zone that may be wrong. */
  isKnown: boolean;
  onChange: (timeZone: string) => void;
  className?: string;
};

const minuteMs = 60_000;
const loadList = async () => ({ default: (await import("./time-zone-list")).TimeZoneList });
const TimeZoneList = lazy(loadList);

/** The zone of the times on the page; opens a list of all zones that is searched by typing. */
export function TimeZonePicker({ timeZone, isKnown, onChange, className }: TimeZonePickerProps) {
  const [isOpen, setOpen] = useState(false);
  const now = useNow(minuteMs);
  const { locale } = useLocale();
  const { hourCycle } = useHourCycle(locale);
  const clock = isKnown && now ? timeFormat(locale, timeZone, hourCycle).time(now) : null;
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button
        aria-label={clock ? `Time zone: ${zonePlace(timeZone)}, ${clock}. Change` : "Time zone"}
        onFocus={() => void loadList()}
        onHoverStart={() => void loadList()}
        className={classNames(
          "focus-ring -mx-2 inline-flex min-h-11 max-w-[calc(100%+1rem)] cursor-pointer items-center gap-3 rounded-md px-2 text-left text-base hover:bg-hover",
          className,
        )}
      >
        <GlobeIcon className="text-muted" />
        <span className="min-w-0 truncate">{isKnown ? zonePlace(timeZone) : "Your time zone"}</span>
        {clock && <span className="tabular shrink-0 text-sm text-muted">{clock}</span>}
        <ChevronIcon direction="down" className="size-4 text-muted" />
      </Button>
      <Popover
        aria-label="Time zone"
        placement="bottom start"
        className="w-80 p-2 max-w-[calc(100vw-1.5rem)] rounded-lg border border-line bg-surface shadow-raised outline-none data-entering:animate-appear"
      >
        <Suspense fallback={<Spinner label="Loading" className="p-4" />}>
          <TimeZoneList
            timeZone={timeZone}
            onChoose={(chosen) => {
              onChange(chosen);
              setOpen(false);
            }}
          />
        </Suspense>
      </Popover>
    </DialogTrigger>
  );
}
