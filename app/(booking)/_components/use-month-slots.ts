"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { RouterInputs } from "@/app/_lib/router-inputs";
import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { dateInZone } from "@/app/_lib/time-format";
import { useTRPC } from "@/app/_lib/trpc";
import { monthAfter, monthInEveryZone } from "./month";

/** Whose times are asked for, of what length, and which booking is to be moved. */
export type SlotWish = Pick<
  RouterInputs["slots"]["starts"],
  "eventType" | "lengthMinutes" | "bookingUidToReschedule"
>;

/** The free times around a month, as they came with the page, and what they were asked for. */
export type MonthOfSlots = RouterOutputs["slots"]["starts"] & { month: string; lengthMinutes?: number };

type MonthOptions = { month: string; earliestMonth: string; timeZone: string; initial: MonthOfSlots };

/**
 * The starts of the free times around a month by the dates of a zone's calendar; undefined while they are being
 * fetched, with a way to ask again when that failed. The months next to it are fetched ahead, so that turning the
 * page shows them at once.
 */
export function useMonthSlots(wish: SlotWish, options: MonthOptions) {
  const { month, earliestMonth, timeZone, initial } = options;
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const optionsOf = useMemo(
    () => (wanted: string) => trpc.slots.starts.queryOptions({ ...wish, ...monthInEveryZone(wanted) }),
    [trpc, wish],
  );
  const cameWithPage = month === initial.month && wish.lengthMinutes === initial.lengthMinutes;
  const query = useQuery({ ...optionsOf(month), initialData: cameWithPage ? initial : undefined });
  useEffect(() => {
    for (const neighbour of [monthAfter(month, 1), monthAfter(month, -1)]) {
      if (neighbour >= earliestMonth) void queryClient.prefetchQuery(optionsOf(neighbour));
    }
  }, [queryClient, optionsOf, month, earliestMonth]);

  const byDate = useMemo(
    () => query.data && groupByDate(query.data.starts, timeZone),
    [query.data, timeZone],
  );
  const askAgain = query.isError ? () => void query.refetch() : null;
  return { byDate, seatsLeft: query.data?.seatsLeft ?? {}, askAgain };
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
