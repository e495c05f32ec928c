"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { dateInZone } from "@/app/_lib/time-format";
import { useTRPC } from "@/app/_lib/trpc";
import { monthAfter, monthInEveryZone } from "./month";

export type SlotSource = { eventTypeId: number; bookingUidToReschedule?: string };
/** The starts of the free times around a month. */
export type MonthOfSlots = { month: string; starts: string[] };

type MonthOptions = { month: string; earliestMonth: string; timeZone: string; initial: MonthOfSlots };

/**
 * The starts of the free times around a month by the dates of a zone's calendar; undefined while they are being
 * fetched, with a way to ask again when that failed. The months next to it are fetched ahead, so that turning the
 * page shows them at once.
 */
export function useMonthSlots(source: SlotSource, options: MonthOptions) {
  const { month, earliestMonth, timeZone, initial } = options;
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { eventTypeId, bookingUidToReschedule } = source;
  const optionsOf = useMemo(
    () => (wanted: string) =>
      trpc.slots.starts.queryOptions({
        eventType: { id: eventTypeId },
        bookingUidToReschedule,
        ...monthInEveryZone(wanted),
      }),
    [trpc, eventTypeId, bookingUidToReschedule],
  );
  const query = useQuery({
    ...optionsOf(month),
    initialData: month === initial.month ? initial.starts : undefined,
  });
  useEffect(() => {
    for (const neighbour of [monthAfter(month, 1), monthAfter(month, -1)]) {
      if (neighbour >= earliestMonth) void queryClient.prefetchQuery(optionsOf(neighbour));
    }
  }, [queryClient, optionsOf, month, earliestMonth]);

  const byDate = useMemo(() => query.data && groupByDate(query.data, timeZone), [query.data, timeZone]);
  const askAgain = query.isError ? () => void query.refetch() : null;
  return { byDate, askAgain };
}

function groupByDate(starts: readonly string[], timeZone: string): Map<string, string[]> {
  const byDate = new Map<string, string[]>();
  for (const startsAt of starts) {
    const on = dateInZone(new Date(startsAt), timeZone);
    const ofDay = byDate.get(on);
    if (ofDay) ofDay.push(startsAt);
    else byDate.set(on, [startsAt]);
  }
  return byDate;
}
