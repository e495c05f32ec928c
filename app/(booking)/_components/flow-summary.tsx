"use client";

import { GlobeIcon } from "@/app/_components/icons/globe-icon";
import { TimeZonePicker } from "@/app/_components/time-zone-picker";
import { zonePlace } from "@/app/_lib/time-zone-names";
import { EventSummary } from "./event-summary";
import { FormerTime } from "./former-time";
import { LengthChoice } from "./length-choice";
import { lengthInWords } from "./length-in-words";
import type { Flow, FlowOptions } from "./use-flow";

/** What is being booked, with the choices that shape the times: the length and the zone. */
export function FlowSummary({ eventType, moved, flow }: FlowOptions & { flow: Flow }) {
  const { format, isZoneKnown, readerZone, lengthMinutes, chooseLength } = flow;
  return (
    <>
      <EventSummary
        eventType={eventType}
        eyebrow={moved && "Choose a new time"}
        length={
          chooseLength ? (
            <LengthChoice
              choicesMinutes={eventType.lengthChoicesMinutes}
              lengthMinutes={lengthMinutes}
              onChange={chooseLength}
            />
          ) : (
            lengthInWords(lengthMinutes)
          )
        }
        zone={
          eventType.lockedTimeZone ? (
            <span className="flex min-h-11 items-center gap-3">
              <GlobeIcon className="text-muted" />
              {zonePlace(eventType.lockedTimeZone)} time
            </span>
          ) : (
            <TimeZonePicker timeZone={readerZone} isKnown={isZoneKnown} onChange={flow.chooseTimeZone} />
          )
        }
      />
      {moved && (
        <FormerTime
          startsAt={new Date(moved.startsAt)}
          endsAt={new Date(moved.endsAt)}
          format={format}
          isZoneKnown={isZoneKnown}
        />
      )}
    </>
  );
}
