"use client";

import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import type { TimeFormat } from "@/app/_lib/time-format";
import { useTRPC } from "@/app/_lib/trpc";
import { describeEmptyDay } from "@/server/domain/scheduling/describe-empty-day";
import { DayTimes } from "./day-times";
import { monthInEveryZone } from "./month";
import { MonthCalendar } from "./month-calendar";
import type { DayChoice } from "./use-day-choice";
import type { SlotWish } from "./use-month-slots";

type SlotPickerProps = {
  wish: SlotWish;
  days: DayChoice;
  /** The free times by date, or undefined while they aren't known. */
  byDate: ReadonlyMap<string, string[]> | undefined;
  /** How many seats the times have left that have any to share. */
  seatsLeft: Readonly<Record<string, number>>;
  /** Set when the free times couldn't be fetched. */
  askAgain: (() => void) | null;
  format: TimeFormat;
  isZoneKnown: boolean;
  todayOn: string;
  chosenAt: string | null;
  onChoose: (startsAt: string) => void;
};

/** A month beside the times of one of its days. */
export function SlotPicker(props: SlotPickerProps) {
  const { wish, days, byDate, seatsLeft, askAgain, format, isZoneKnown, todayOn, chosenAt, onChoose } = props;
  const times = useRef<HTMLDivElement>(null);
  const chooseDay = (on: string) => {
    days.choose(on);
    times.current?.scrollIntoView({ block: "nearest", behavior: scrollBehavior() });
  };
  const starts = days.shownOn === null ? [] : (byDate?.get(days.shownOn) ?? []);
  return (
    <div className="grid gap-3 lg:gap-8 lg:grid-cols-[minmax(0,1fr)_13.5rem]">
      <div>
        <MonthCalendar
          timeZone={format.timeZone}
          todayOn={todayOn}
          chosenOn={days.shownOn}
          focusedOn={days.focusedOn}
          isFree={byDate ? (on) => byDate.has(on) : null}
          onChoose={chooseDay}
          onFocus={days.focus}
        />
        <EmptyDayNote wish={wish} days={days} byDate={byDate} format={format} />
      </div>
      <div ref={times} className="lg:fade-bottom lg:max-h-[28.5rem] lg:overflow-y-auto lg:pr-1 lg:pb-6">
        {byDate === undefined && askAgain ? (
          <Banner
            tone="bad"
            urgent
            title="The times couldn’t be loaded"
            action={
              <Button variant="secondary" size="small" onPress={askAgain}>
                Try again
              </Button>
            }
          >
            Check your connection.
          </Banner>
        ) : (
          <DayTimes
            starts={byDate && isZoneKnown ? starts : undefined}
            seatsLeft={seatsLeft}
            format={format}
            chosenAt={chosenAt}
            onChoose={onChoose}
          >
            {byDate && <NoTimes wish={wish} days={days} format={format} />}
          </DayTimes>
        )}
      </div>
    </div>
  );
}

type NoteProps = Pick<SlotPickerProps, "wish" | "days" | "format">;

/** Says why the day pointed at can't be chosen; keeps its place while there is nothing to say. */
function EmptyDayNote({ wish, days, byDate, format }: NoteProps & Pick<SlotPickerProps, "byDate">) {
  const trpc = useTRPC();
  const on = byDate && days.pointedOn !== null && !byDate.has(days.pointedOn) ? days.pointedOn : null;
  const { data: reason } = useQuery({
    ...trpc.slots.explainDay.queryOptions({
      ...wish,
      on: on ?? "",
      timeZone: format.timeZone,
    }),
    enabled: on !== null,
  });
  return (
    <p role="status" className="mt-1 min-h-6 text-sm text-muted">
      {on !== null && reason && (
        <>
          <span className="font-medium text-ink">{format.dayOn(on)}:</span> {describeEmptyDay(reason)}
        </>
      )}
    </p>
  );
}

/** Says that the month has no times, and leads to the next that has. */
function NoTimes({ wish, days, format }: NoteProps) {
  const trpc = useTRPC();
  const monthIsEmpty = days.shownOn === null;
  const { data: next, isPending } = useQuery({
    ...trpc.slots.next.queryOptions({ ...wish, from: monthInEveryZone(days.month).from }),
    enabled: monthIsEmpty,
  });
  if (!monthIsEmpty) return <p>The times of this day are gone. Choose another day.</p>;
  if (isPending) return <p>No free times this month.</p>;
  if (!next) return <p>There are no free times in the coming year.</p>;
  const startsAt = new Date(next.startsAt);
  return (
    <>
      <p>No free times this month.</p>
      <Button
        variant="secondary"
        size="small"
        className="mt-3"
        onPress={() => days.choose(format.date(startsAt))}
      >
        Next free: {format.shortDay(startsAt)}
      </Button>
    </>
  );
}

function scrollBehavior(): ScrollBehavior {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}
