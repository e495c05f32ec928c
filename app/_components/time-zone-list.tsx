"use client";

import { useMemo, useState } from "react";
import { Autocomplete } from "react-aria-components/Autocomplete";
import { useLocale } from "react-aria-components/I18nProvider";
import { Input } from "react-aria-components/Input";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { SearchField } from "react-aria-components/SearchField";
import { ListLayout, Virtualizer } from "react-aria-components/Virtualizer";
import { classNames } from "@/app/_lib/class-names";
import { timeFormat } from "@/app/_lib/time-format";
import { listTimeZones, zoneLongName, zonePlace } from "@/app/_lib/time-zone-names";
import { useHourCycle } from "@/app/_lib/use-hour-cycle";
import { inputStyle } from "./field-style";

type TimeZoneListProps = { timeZone: string; onChoose: (timeZone: string) => void };

const rowHeight = 52;

/** All zones with the time it is there, searched by typing. */
export function TimeZoneList({ timeZone, onChoose }: TimeZoneListProps) {
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
