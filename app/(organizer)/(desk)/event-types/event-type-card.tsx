"use client";

import { ButtonLink } from "@/app/_components/button-link";
import { Card } from "@/app/_components/card";
import { StatusBadge } from "@/app/_components/status-badge";
import { TextLink } from "@/app/_components/text-link";
import { CopyButton } from "../../_components/copy-button";
import type { EventType } from "./event-types-view";

/** A kind of meeting in the list: what it is, its link, and the way to change it. */
export function EventTypeCard({ eventType }: { eventType: EventType }) {
  const { id, title, description, publicUrl, requiresPrivateLink } = eventType;
  return (
    <Card className="flex flex-wrap items-center justify-between gap-x-6 gap-y-4 p-5">
      <article className="min-w-0 flex-1 basis-64">
        <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-lg tracking-tight">
          <TextLink href={`/event-types/${id}`}>{title}</TextLink>
          {traits(eventType).map((trait) => (
            <StatusBadge key={trait}>{trait}</StatusBadge>
          ))}
        </h2>
        <p className="text-sm text-muted">
          {lengths(eventType)} minutes · phone number {eventType.phoneRequired ? "required" : "optional"}
        </p>
        {description && <p className="mt-1 line-clamp-2">{description}</p>}
        {!requiresPrivateLink && (
          <p className="mt-1 text-sm break-all text-muted">{publicUrl.replace(/^https?:\/\//, "")}</p>
        )}
      </article>
      <div className="flex flex-wrap gap-2">
        <ButtonLink variant="secondary" size="small" href={`/event-types/${id}`}>
          Edit<span className="sr-only"> {title}</span>
        </ButtonLink>
        {!requiresPrivateLink && (
          <>
            <ButtonLink variant="secondary" size="small" href={publicUrl} external>
              Open<span className="sr-only"> {title}</span>
            </ButtonLink>
            <CopyButton text={publicUrl} label="Copy link" what={`of ${title}`} />
          </>
        )}
      </div>
    </Card>
  );
}

function lengths({ lengthMinutes, lengthOptionsMinutes }: EventType): string {
  const options = lengthOptionsMinutes.length > 0 ? lengthOptionsMinutes : [lengthMinutes];
  return options
    .toSorted((a, b) => a - b)
    .join(", ")
    .replace(/, (?=[^,]*$)/, " or ");
}

function traits(eventType: EventType): string[] {
  return [
    eventType.hidden && "Hidden",
    eventType.requiresPrivateLink && "Private links only",
    eventType.confirmation.kind !== "none" && "On request",
    eventType.seats && `${eventType.seats.perSlot} seats`,
    eventType.recurrence && "Repeats",
  ].filter((trait) => typeof trait === "string");
}
