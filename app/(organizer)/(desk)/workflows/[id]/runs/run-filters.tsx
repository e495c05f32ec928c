"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { DatePicker } from "@/app/_components/date-picker";
import { SearchIcon } from "@/app/_components/icons/search-icon";
import { Select } from "@/app/_components/select";
import { Spinner } from "@/app/_components/spinner";
import type { MessageChannel } from "@/server/domain/workflows/message-state";
import { type RunPeriod, type RunsPlace, runPeriods, runsAddress } from "./runs-address";

type RunFiltersProps = {
  workflowId: number;
  place: RunsPlace;
  search: string;
  onSearch: (search: string) => void;
  isSearching: boolean;
};

const anyChannel = "any";
const channelOptions: { id: MessageChannel | typeof anyChannel; label: string }[] = [
  { id: anyChannel, label: "All channels" },
  { id: "sms", label: "Texts" },
  { id: "email", label: "Mails" },
  { id: "whatsapp", label: "WhatsApp" },
];

const periodNames: Record<RunPeriod, string> = {
  ever: "Any time",
  today: "Today",
  week: "Last 7 days",
  month: "Last 30 days",
  quarter: "Last 90 days",
  chosen: "Chosen days",
};

/** What a log shows: a channel and days, which are in its address, and whom one searches for, which isn't. */
export function RunFilters({ workflowId, place, search, onSearch, isSearching }: RunFiltersProps) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const go = (part: Partial<RunsPlace>) =>
    startTransition(() => router.replace(runsAddress(workflowId, { ...place, ...part }), { scroll: false }));
  const { fromOn, untilOn } = place;
  const isBackwards = fromOn !== null && untilOn !== null && fromOn > untilOn;
  return (
    <section aria-label="Filters" className="mt-6 grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-4">
      <search className="flex flex-col gap-1.5 sm:col-span-2">
        <label htmlFor="run-search" className="text-sm font-medium text-ink">
          Recipient or booking
        </label>
        <span className="relative">
          <SearchIcon className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-muted" />
          <input
            id="run-search"
            type="search"
            placeholder="Name, e-mail, phone or booking"
            maxLength={100}
            autoComplete="off"
            value={search}
            onChange={(event) => onSearch(event.target.value)}
            className="min-h-11 w-full rounded-md border border-line-strong bg-surface py-2 pr-10 pl-10 text-base placeholder:text-muted hover:border-ink"
          />
          {(isSearching || isPending) && (
            <span className="absolute top-1/2 right-3 -translate-y-1/2 text-muted">
              <Spinner label="Searching" />
            </span>
          )}
        </span>
      </search>
      <Select
        label="Channel"
        options={channelOptions}
        value={place.channel ?? anyChannel}
        onChange={(channel) => go({ channel: channel === anyChannel ? null : channel })}
      />
      <Select
        label="Due"
        options={runPeriods.map((id) => ({ id, label: periodNames[id] }))}
        value={place.period}
        onChange={(period) => go({ period })}
      />
      {place.period === "chosen" && (
        <>
          <DatePicker
            label="First day"
            value={fromOn}
            onChange={(on) => go({ fromOn: on })}
            className="sm:col-span-1"
          />
          <DatePicker
            label="Last day"
            value={untilOn}
            onChange={(on) => go({ untilOn: on })}
            errorMessage={isBackwards ? "It must not be before the first day." : undefined}
            className="sm:col-span-1"
          />
        </>
      )}
    </section>
  );
}
