"use client";

import { Button } from "@/app/_components/button";
import { CalendarIcon } from "@/app/_components/icons/calendar-icon";
import { Skeleton } from "@/app/_components/skeleton";
import type { TimeFormat } from "@/app/_lib/time-format";
import { zonePlace } from "@/app/_lib/time-zone-names";
import { HeldUntil } from "./held-until";

type ChosenTimeProps = {
  startsAt: Date;
  endsAt: Date;
  format: TimeFormat;
  isZoneKnown: boolean;
  /** Until when nobody else can take it; null where that isn't known. */
  heldUntil: Date | null;
  onChange: () => void;
};

/** The time that is about to be booked, and the way back to choose another. */
export function ChosenTime({ startsAt, endsAt, format, isZoneKnown, heldUntil, onChange }: ChosenTimeProps) {
  return (
    <div className="rounded-lg bg-accent-softer p-4">
      <div className="flex flex-wrap items-start gap-3">
        <CalendarIcon className="mt-0.5 text-accent-text" />
        <div className="min-w-36 flex-1">
          {isZoneKnown ? (
            <>
              <p className="font-semibold">{format.day(startsAt)}</p>
              <p className="tabular">{format.range(startsAt, endsAt)}</p>
              <p className="text-sm text-muted">{zonePlace(format.timeZone)} time</p>
            </>
          ) : (
            <div className="grid h-16 content-start gap-2">
              <Skeleton className="h-5 w-48" />
              <Skeleton className="h-5 w-32" />
            </div>
          )}
        </div>
        <Button variant="quiet" size="small" onPress={onChange}>
          Change<span className="sr-only"> the time</span>
        </Button>
      </div>
      <HeldUntil until={isZoneKnown ? heldUntil : null} format={format} />
    </div>
  );
}
