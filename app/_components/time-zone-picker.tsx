"use client";

import { useMemo, useState } from "react";
import { Autocomplete } from "react-aria-components/Autocomplete";
import { Button } from "react-aria-components/Button";
import { DialogTrigger } from "react-aria-components/Dialog";
import { useLocale } from "react-aria-components/I18nProvider";
import { Input } from "react-aria-components/Input";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { SearchField } from "react-aria-components/SearchField";
import { ListLayout, Virtualizer } from "react-aria-components/Virtualizer";
import { classNames } from "@/app/_lib/class-names";
import { timeFormat } from "@/app/_lib/time-format";
import { listTimeZones, zoneLongName, zonePlace } from "@/app/_lib/time-zone-names";
import { useHourCycle } from "@/app/_lib/use-hour-cycle";
import { useNow } from "@/app/_lib/use-now";
import { inputStyle } from "./field-style";
import { ChevronIcon } from "./icons/chevron-icon";
import { GlobeIcon } from "./icons/globe-icon";

type TimeZonePickerProps = {
  timeZone: string;
  /** Until it is, the picker says what it is for instead of a zone that may be wrong. */
  isKnown: boolean;
  onChange: (timeZone: string) => void;
  className?: string;
};

const minuteMs = 60_000;
const rowHeight = 52;

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
        aria-label={isKnown ? `Time zone: ${zonePlace(timeZone)}, ${clock}. Change` : "Time zone"}
        className={classNames(
          "focus-ring -mx-2 inline-flex min-h-11 max-w-full cursor-pointer items-center gap-3 rounded-md px-2 text-left text-base hover:bg-hover",
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
        <ZoneList
          timeZone={timeZone}
          onChoose={(chosen) => {
            onChange(chosen);
            setOpen(false);
          }}
        />
      </Popover>
    </DialogTrigger>
  );
}

function ZoneList({ timeZone, onChoose }: { timeZone: string; onChoose: (timeZone: string) => void }) {
  const zones = useMemo(() => listTimeZones(timeZone).map((id) => ({ id })), [timeZone]);
  const [matches] = useState(createZoneMatcher);
  return (
    <Autocomplete filter={matches}>
      <SearchField aria-label="Search for a city or zone" autoFocus className="mb-2">
        <Input
          role="combobox"
          aria-expanded
          placeholder="City or zone"
          className={classNames(inputStyle, "[&::-webkit-search-cancel-button]:hidden")}
        />
      </SearchField>
      <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight }}>
        <ListBox
          aria-label="Time zones"
          items={zones}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[timeZone]}
          onSelectionChange={(keys) => {
            const [chosen] = keys;
            if (typeof chosen === "string") onChoose(chosen);
          }}
          className="h-72 overflow-auto outline-none"
          renderEmptyState={() => (
            <p className="px-3 py-2 text-sm text-muted">No zone fits. Try a bigger city.</p>
          )}
        >
          {({ id }) => <ZoneOption id={id} />}
        </ListBox>
      </Virtualizer>
    </Autocomplete>
  );
}

function ZoneOption({ id }: { id: string }) {
  const { locale } = useLocale();
  const { hourCycle } = useHourCycle(locale);
  return (
    <ListBoxItem
      id={id}
      textValue={id}
      className="flex h-full cursor-pointer items-center justify-between gap-4 rounded-md px-3 outline-none data-focused:bg-accent-soft data-hovered:bg-hover data-selected:text-accent-text"
    >
      <span className="min-w-0">
        <span className="block truncate">{zonePlace(id)}</span>
        <span className="block truncate text-xs text-muted">{zoneLongName(id)}</span>
      </span>
      <span className="tabular shrink-0 text-sm text-muted">
        {timeFormat(locale, id, hourCycle).time(new Date())}
      </span>
    </ListBoxItem>
  );
}

/** Finds zones by any words of their name or of what people call their time; keeps what it has spelled out. */
function createZoneMatcher(): (timeZone: string, typed: string) => boolean {
  const spelledOut = new Map<string, string>();
  return (timeZone, typed) => {
    const text = spelledOut.get(timeZone) ?? searchable(`${timeZone} ${zoneLongName(timeZone)}`);
    spelledOut.set(timeZone, text);
    return searchable(typed)
      .split(" ")
      .every((word) => text.includes(word));
  };
}

function searchable(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[_/\s]+/g, " ")
    .trim();
}
