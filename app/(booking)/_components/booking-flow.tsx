"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Banner } from "@/app/_components/banner";
import { Card } from "@/app/_components/card";
import { TimeZonePicker } from "@/app/_components/time-zone-picker";
import { useTRPC } from "@/app/_lib/trpc";
import { useNow } from "@/app/_lib/use-now";
import { useTimeFormat } from "@/app/_lib/use-time-format";
import { useTimeZone } from "@/app/_lib/use-time-zone";
import type { BookableEventType } from "./bookable";
import { ChosenTime } from "./chosen-time";
import { DetailsForm } from "./details-form";
import { EventSummary } from "./event-summary";
import { FormerTime } from "./former-time";
import { HourCycleToggle } from "./hour-cycle-toggle";
import { MoveForm } from "./move-form";
import type { PhoneHint } from "./phone-hint";
import { refusedTime } from "./refused-time";
import { SlotPicker } from "./slot-picker";
import { useDayChoice } from "./use-day-choice";
import { type MonthOfSlots, useMonthSlots } from "./use-month-slots";
import { useSlotChoice } from "./use-slot-choice";
import { useStepHeading } from "./use-step-heading";

export type MovedBooking = { uid: string; startsAt: string; endsAt: string };

type BookingFlowProps = {
  eventType: BookableEventType;
  initial: MonthOfSlots;
  renderedAt: string;
  phoneHint: PhoneHint;
  /** The booking that gets a new time; absent when a new one is made. */
  moved?: MovedBooking;
};

const minuteMs = 60_000;

/** From a free time to a booking, or to a new time for one: choose, say who you are, done. */
export function BookingFlow(props: BookingFlowProps) {
  const { eventType, moved } = props;
  const hostZone = eventType.host.timeZone;
  const { timeZone, isKnown, chooseTimeZone } = useTimeZone(hostZone);
  const { format } = useTimeFormat(hostZone);
  const flow = useFlow(props, timeZone);
  const heading = useStepHeading(flow.startsAt === null ? "time" : "details");
  return (
    <Card className="grid animate-appear md:grid-cols-[18rem_minmax(0,1fr)]">
      <aside className="border-b border-line p-5 sm:p-7 md:border-r md:border-b-0">
        <EventSummary eventType={eventType} eyebrow={moved && "Choose a new time"}>
          <TimeZonePicker timeZone={timeZone} isKnown={isKnown} onChange={chooseTimeZone} />
        </EventSummary>
        {moved && (
          <FormerTime
            startsAt={new Date(moved.startsAt)}
            endsAt={new Date(moved.endsAt)}
            format={format}
            isZoneKnown={isKnown}
          />
        )}
      </aside>
      <section className="min-w-0 p-5 sm:p-7">
        <div className="mb-4 flex min-h-12 items-end justify-between gap-4">
          <div>
            <p className="text-sm text-muted">Step {flow.startsAt === null ? 1 : 2} of 2</p>
            <h2 ref={heading} tabIndex={-1} className="text-xl font-semibold tracking-tight">
              {flow.startsAt === null ? "Choose a time" : moved ? "Move to this time?" : "Your details"}
            </h2>
          </div>
          {flow.startsAt === null && <HourCycleToggle />}
        </div>
        {flow.notice && (
          <Banner tone="warn" urgent className="mb-5" title={flow.notice}>
            Choose another one. What you typed is kept.
          </Banner>
        )}
        {flow.startsAt === null ? (
          <SlotPicker {...flow.picker} format={format} isZoneKnown={isKnown} />
        ) : (
          <Details {...props} flow={flow} startsAt={flow.startsAt} />
        )}
      </section>
    </Card>
  );
}

type Flow = ReturnType<typeof useFlow>;

/** The state behind the steps: the month and day looked at, the chosen time, and why one was refused. */
function useFlow({ eventType, initial, renderedAt, moved }: BookingFlowProps, timeZone: string) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [notice, setNotice] = useState<string | null>(null);
  const now = useNow(minuteMs) ?? new Date(renderedAt);
  const { format } = useTimeFormat(eventType.host.timeZone);
  const slot = useSlotChoice();
  const todayOn = format.date(now);
  const chosenOn = slot.startsAt === null ? null : format.date(new Date(slot.startsAt));
  const { month, resolve } = useDayChoice({ initialMonth: initial.month, initialOn: chosenOn, todayOn });
  const source = { eventTypeId: eventType.id, bookingUidToReschedule: moved?.uid };
  const { byDate, askAgain } = useMonthSlots(source, {
    month,
    earliestMonth: todayOn.slice(0, 7),
    timeZone,
    initial,
  });
  const choose = (startsAt: string) => {
    setNotice(null);
    slot.choose(startsAt);
  };
  const refuse = (reason: string) => {
    setNotice(refusedTime(reason));
    void queryClient.invalidateQueries({ queryKey: trpc.slots.pathKey() });
    slot.reconsider();
  };
  return {
    startsAt: slot.startsAt,
    notice,
    reconsider: slot.reconsider,
    refuse,
    picker: {
      source,
      byDate,
      askAgain,
      todayOn,
      days: resolve(byDate),
      chosenAt: slot.startsAt,
      onChoose: choose,
    },
  };
}

/** The second step: what was chosen, and the form that completes it. */
function Details(props: BookingFlowProps & { flow: Flow; startsAt: string }) {
  const { eventType, phoneHint, moved, flow, startsAt } = props;
  const router = useRouter();
  const { format, isKnown } = useTimeFormat(eventType.host.timeZone);
  const start = new Date(startsAt);
  return (
    <div className="grid max-w-xl animate-appear gap-6">
      <ChosenTime
        startsAt={start}
        endsAt={new Date(start.getTime() + lengthMs(props))}
        format={format}
        isZoneKnown={isKnown}
        onChange={flow.reconsider}
      />
      {moved ? (
        <MoveForm
          uid={moved.uid}
          startsAt={startsAt}
          onMoved={({ uid, hasInFlightMessages }) =>
            router.push(`/booking/${uid}${hasInFlightMessages ? "?note=in-flight" : ""}`)
          }
          onTimeRefused={flow.refuse}
        />
      ) : (
        <DetailsForm
          eventType={eventType}
          startsAt={startsAt}
          timeZone={format.timeZone}
          phoneHint={phoneHint}
          onBooked={(uid) => router.push(`/booking/${uid}`)}
          onTimeRefused={flow.refuse}
        />
      )}
    </div>
  );
}

function lengthMs({ eventType, moved }: BookingFlowProps): number {
  if (!moved) return eventType.lengthMinutes * minuteMs;
  return Date.parse(moved.endsAt) - Date.parse(moved.startsAt);
}
