import type { ReactNode } from "react";
import { ClockIcon } from "@/app/_components/icons/clock-icon";
import { RepeatIcon } from "@/app/_components/icons/repeat-icon";
import { Initials } from "@/app/_components/initials";
import type { BookableEventType } from "./bookable";
import { PlaceLine } from "./place-line";
import { recurrenceInWords } from "./recurrence-in-words";

type EventSummaryProps = {
  eventType: BookableEventType;
  eyebrow?: string;
  /** How long it takes, or the choice of it. */
  length: ReactNode;
  /** The zone of the times, or the choice of it. */
  zone: ReactNode;
};

/** Who, what, how long and where. */
export function EventSummary({ eventType, eyebrow, length, zone }: EventSummaryProps) {
  const { title, description, location, host, recurrence } = eventType;
  return (
    <div>
      <div className="flex items-center gap-3.5 md:block">
        <Initials name={host.name} />
        <div className="min-w-0">
          <p className="text-sm text-muted md:mt-4">{host.name}</p>
          {eyebrow && <p className="text-sm font-medium text-accent-text md:mt-3">{eyebrow}</p>}
          <h1 className="text-xl font-semibold tracking-tight md:mt-1 md:text-2xl">{title}</h1>
        </div>
      </div>
      <ul className="mt-3 flex flex-wrap items-center gap-x-6 gap-y-1 md:mt-4 md:grid">
        <li className="flex min-h-9 items-start gap-3">
          <ClockIcon className="my-2 text-muted" />
          <div className="flex min-h-9 items-center">{length}</div>
        </li>
        {recurrence && (
          <li className="flex min-h-9 items-center gap-3">
            <RepeatIcon className="text-muted" />
            {recurrenceInWords(recurrence)}
          </li>
        )}
        {location && <PlaceLine location={location} />}
        <li className="min-w-0">{zone}</li>
      </ul>
      {description && <p className="mt-4 whitespace-pre-line text-muted">{description}</p>}
    </div>
  );
}
