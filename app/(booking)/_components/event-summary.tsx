import type { ReactNode } from "react";
import { ClockIcon } from "@/app/_components/icons/clock-icon";
import { Initials } from "@/app/_components/initials";
import type { BookableEventType } from "./bookable";
import { lengthInWords } from "./length-in-words";
import { PlaceLine } from "./place-line";

type EventSummaryProps = { eventType: BookableEventType; eyebrow?: string; children?: ReactNode };

/** Who, what, how long and where. */
export function EventSummary({ eventType, eyebrow, children }: EventSummaryProps) {
  const { title, description, lengthMinutes, location, host } = eventType;
  return (
    <div>
      <p className="flex items-center gap-3 font-medium">
        <Initials name={host.name} />
        {host.name}
      </p>
      {eyebrow && <p className="mt-5 text-sm font-medium text-accent-text">{eyebrow}</p>}
      <h1 className={`${eyebrow ? "mt-0.5" : "mt-5"} text-2xl font-semibold tracking-tight`}>{title}</h1>
      <ul className="mt-4 grid gap-2.5">
        <li className="flex items-center gap-3">
          <ClockIcon className="text-muted" />
          {lengthInWords(lengthMinutes)}
        </li>
        {location && <PlaceLine location={location} />}
      </ul>
      {children}
      {description && <p className="mt-4 whitespace-pre-line text-muted">{description}</p>}
    </div>
  );
}
