"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useLocale } from "react-aria-components/I18nProvider";
import { timeFormat } from "@/app/_lib/time-format";
import { useTRPC } from "@/app/_lib/trpc";
import { useHourCycle } from "@/app/_lib/use-hour-cycle";
import { useNow } from "@/app/_lib/use-now";
import { useTimeZone } from "@/app/_lib/use-time-zone";
import type { BookableEventType } from "./bookable";
import type { RefusedTime } from "./refused-time";
import { useDayChoice } from "./use-day-choice";
import { useFlowChoice } from "./use-flow-choice";
import { type MonthOfSlots, type SlotWish, useMonthSlots } from "./use-month-slots";

export type MovedBooking = { uid: string; startsAt: string; endsAt: string };

export type FlowOptions = {
  eventType: BookableEventType;
  /** How the event type is asked for: by its id, or by the private link that leads to it. */
  reference: SlotWish["eventType"];
  initial: MonthOfSlots;
  renderedAt: string;
  /** The booking that gets a new time; absent when a new one is made. */
  moved?: MovedBooking;
};

export type Flow = ReturnType<typeof useFlow>;

const minuteMs = 60_000;

/** The state behind the steps: zone and clock, length, the month and day looked at, the chosen time. */
export function useFlow({ eventType, reference, initial, renderedAt, moved }: FlowOptions) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [refused, setRefused] = useState<RefusedTime | null>(null);
  const zone = useShownZone(eventType);
  const now = useNow(minuteMs) ?? new Date(renderedAt);
  const choice = useFlowChoice(lengthChoices(eventType, moved), eventType.lengthMinutes);
  const movedUid = moved?.uid;
  const wish = useMemo(
    () => ({
      eventType: reference,
      lengthMinutes: choice.lengthMinutes,
      bookingUidToReschedule: movedUid,
    }),
    [reference, choice.lengthMinutes, movedUid],
  );
  const todayOn = zone.format.date(now);
  const chosenOn = choice.startsAt === null ? null : zone.format.date(new Date(choice.startsAt));
  const { month, resolve } = useDayChoice({ initialMonth: initial.month, initialOn: chosenOn, todayOn });
  const slots = useMonthSlots(wish, {
    month,
    earliestMonth: todayOn.slice(0, 7),
    timeZone: zone.format.timeZone,
    initial,
  });
  return {
    ...zone,
    startsAt: choice.startsAt,
    lengthMinutes: lengthOf(eventType, moved, choice.lengthMinutes),
    chooseLength: choice.lengthMinutes === undefined ? null : choice.chooseLength,
    refused,
    now,
    reconsider: choice.reconsider,
    refuse: (found: RefusedTime) => {
      setRefused(found);
      void queryClient.invalidateQueries({ queryKey: trpc.slots.pathKey() });
      choice.reconsider();
    },
    picker: {
      wish,
      ...slots,
      todayOn,
      days: resolve(slots.byDate),
      chosenAt: choice.startsAt,
      onChoose: (startsAt: string) => {
        setRefused(null);
        choice.choose(startsAt);
      },
    },
  };
}

/** The zone that times are shown in: that of the event type where it insists on one, else the reader's. */
function useShownZone({ host, lockedTimeZone }: BookableEventType) {
  const { locale } = useLocale();
  const { hourCycle } = useHourCycle(locale);
  const { timeZone, isKnown, chooseTimeZone } = useTimeZone(host.timeZone);
  const shown = lockedTimeZone ?? timeZone;
  const format = useMemo(() => timeFormat(locale, shown, hourCycle), [locale, shown, hourCycle]);
  return { format, isZoneKnown: isKnown, readerZone: timeZone, chooseTimeZone };
}

function lengthChoices({ lengthChoicesMinutes }: BookableEventType, moved: MovedBooking | undefined) {
  return moved || lengthChoicesMinutes.length < 2 ? null : lengthChoicesMinutes;
}

function lengthOf(eventType: BookableEventType, moved: MovedBooking | undefined, chosenMinutes?: number) {
  if (moved) return (Date.parse(moved.endsAt) - Date.parse(moved.startsAt)) / minuteMs;
  return chosenMinutes ?? eventType.lengthMinutes;
}
