"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { CheckIcon } from "@/app/_components/icons/check-icon";
import { useTRPC } from "@/app/_lib/trpc";
import type { Booking } from "./bookable";
import { failureInWords } from "./failure-in-words";

/** Lets whoever booked say that they will come, and says that they did. */
export function Attendance({ booking: { uid, attendanceConfirmedAt } }: { booking: Booking }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const said = useRef<HTMLParagraphElement>(null);
  const queryKey = trpc.booking.get.queryKey({ uid });
  const confirm = useMutation(
    trpc.booking.confirmAttendance.mutationOptions({
      onSuccess: (booking) => queryClient.setQueryData(queryKey, booking),
      onError: () => queryClient.invalidateQueries({ queryKey }),
    }),
  );
  useEffect(() => {
    // The button that had the focus is gone.
    if (confirm.isSuccess) said.current?.focus();
  }, [confirm.isSuccess]);
  return (
    <div>
      {attendanceConfirmedAt === null ? (
        <Button
          className="w-full sm:w-auto"
          isPending={confirm.isPending}
          onPress={() => confirm.mutate({ uid })}
        >
          I’ll be there
        </Button>
      ) : (
        <p ref={said} tabIndex={-1} className="flex items-center gap-2 font-medium text-good-text">
          <CheckIcon />
          You’ve confirmed that you’re coming.
        </p>
      )}
      {confirm.isError && (
        <Banner tone="bad" urgent className="mt-3">
          {failureInWords(confirm.error)}
        </Banner>
      )}
    </div>
  );
}
