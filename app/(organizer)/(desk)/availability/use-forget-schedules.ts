"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_lib/trpc";

/** Forgets the list of schedules that the browser keeps, so that the next page shows the server's. */
export function useForgetSchedules(): () => void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return () => queryClient.removeQueries(trpc.schedule.list.queryFilter());
}
