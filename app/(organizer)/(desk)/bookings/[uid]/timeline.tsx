"use client";

import { classNames } from "@/app/_lib/class-names";
import type { MessageTone } from "@/server/domain/workflows/describe-message";
import { useAccountTime } from "../../../_lib/account-context";
import type { BookingStory } from "./booking-view";

type Entry = BookingStory["timeline"][number];

/** Everything that happened and is still to come, in order. */
export function Timeline({ entries, now }: { entries: Entry[]; now: Date }) {
  const isAhead = (entry: Entry) => entry.kind === "due" && new Date(entry.at) > now;
  const ahead = entries.filter(isAhead);
  return (
    <section aria-labelledby="timeline-title">
      <h2 id="timeline-title" className="text-lg font-semibold tracking-tight">
        Timeline
      </h2>
      <Entries entries={entries.filter((entry) => !isAhead(entry))} />
      {ahead.length > 0 && (
        <>
          <h3 className="mt-5 text-sm font-semibold text-muted">Still to come</h3>
          <Entries entries={ahead} />
        </>
      )}
    </section>
  );
}

function Entries({ entries }: { entries: Entry[] }) {
  const format = useAccountTime();
  return (
    <ol className="mt-3">
      {entries.map((entry, index) => (
        <TimelineEntry key={entry.id} entry={entry} day={dayOf(entry, entries[index - 1])} />
      ))}
    </ol>
  );

  function dayOf(entry: Entry, previous: Entry | undefined): string | null {
    const at = new Date(entry.at);
    const isNewDay = !previous || format.date(new Date(previous.at)) !== format.date(at);
    return isNewDay ? format.shortDay(at) : null;
  }
}

function TimelineEntry({ entry, day }: { entry: Entry; day: string | null }) {
  const format = useAccountTime();
  const at = new Date(entry.at);
  return (
    <li className="group grid grid-cols-[4.75rem_1.25rem_1fr] gap-x-2 sm:grid-cols-[5.5rem_1.25rem_1fr]">
      <p className="tabular pb-4 text-right text-sm">
        <time dateTime={entry.at} title={`${format.fullDay(at)}, ${format.time(at)}`}>
          {day && <span className="block text-xs text-muted">{day}</span>}
          {format.time(at)}
        </time>
      </p>
      <span aria-hidden="true" className="relative flex justify-center">
        <span className="absolute top-0 bottom-0 w-px bg-line group-first:top-3 group-last:bottom-auto group-last:h-3" />
        <span
          className={classNames(
            "relative mt-1.5 size-3 rounded-full ring-4 ring-canvas",
            day && "mt-6",
            dots[entry.tone],
          )}
        />
      </span>
      <div className={classNames("min-w-0 pb-4", day && "pt-4.5")}>
        <p className="font-medium">{entry.title}</p>
        {entry.kind === "booking" && entry.startsAt && <Times entry={entry} />}
        {entry.meaning && <p className="text-sm text-muted">{entry.meaning}</p>}
        <ProviderFacts entry={entry} />
      </div>
    </li>
  );
}

function Times({ entry }: { entry: Entry }) {
  const format = useAccountTime();
  const words = (iso: string) => `${format.shortDay(new Date(iso))}, ${format.time(new Date(iso))}`;
  if (!entry.startsAt) return null;
  return (
    <p className="text-sm">
      {entry.previousStartsAt
        ? `From ${words(entry.previousStartsAt)} to ${words(entry.startsAt)}`
        : `For ${words(entry.startsAt)}`}
    </p>
  );
}

function ProviderFacts({ entry: { provider } }: { entry: Entry }) {
  if (!provider) return null;
  const { messageId, code, httpStatus } = provider;
  const facts = [
    code && `Code ${code}`,
    httpStatus !== null && `HTTP ${httpStatus}`,
    messageId && `Id ${messageId.replace(/^<|>$/g, "")}`,
  ].filter(Boolean);
  if (facts.length === 0) return null;
  return <p className="mt-0.5 font-mono text-xs text-muted">{facts.join(" · ")}</p>;
}

const dots: Record<MessageTone, string> = {
  bad: "bg-bad",
  warn: "bg-warn-text",
  moving: "animate-pulse-soft bg-accent",
  waiting: "border-2 border-line-strong bg-canvas",
  good: "bg-accent",
  off: "bg-line-strong",
};
