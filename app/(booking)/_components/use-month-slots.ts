"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { dateInZone } from "@/app/_lib/time-format";
import { useTRPC } from "@/app/_lib/trpc";
import type { Slot } from "./bookable";
import { monthAfter, monthInEveryZone } from "./month";

export type SlotSource = { eventTypeId: number; bookingUidToReschedule?: string };
export type MonthOfSlots = { month: string; slots: Slot[] };

/**
 * The free times around a month by the dates of a zone's calendar; undefined while they are being fetched. The
 * months next to it are fetched ahead, so that turning the page shows them at once.
 */
export function useMonthSlots(source: SlotSource, month: string, timeZone: string, initial: MonthOfSlots) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { eventTypeId, bookingUidToReschedule } = source;
  const optionsOf = useMemo(
    () => (wanted: string) =>
      trpc.slots.list.queryOptions({
        eventType: { id: eventTypeId },
        bookingUidToReschedule,
        ...monthInEveryZone(wanted),
      }),
    [trpc, eventTypeId, bookingUidToReschedule],
  );
  const query = useQuery({
    ...optionsOf(month),
    initialData: month === initial.month ? initial.slots : undefined,
  });
  useEffect(() => {
    for (const neighbour of [monthAfter(month, 1), monthAfter(month, -1)]) {
      if (neighbour >= initial.month) void queryClient.prefetchQuery(optionsOf(neighbour));
    }
  }, [queryClient, optionsOf, month, initial.month]);

  const byDate = useMemo(() => query.data && groupByDate(query.data, timeZone), [query.data, timeZone]);
  return { byDate, isError: query.isError, refetch: query.refetch };
}

function groupByDate(slots: readonly Slot[], timeZone: string): Map<string, Slot[]> {
  const byDate = new Map<string, Slot[]>();
  for (const slot of slots) {
    const on = dateInZone(new Date(slot.startsAt), timeZone);
    const ofDay = byDate.get(on);
    if (ofDay) ofDay.push(slot);
    else byDate.set(on, [slot]);
  }
  return byDate;
}
