"use client";

import { useMutation } from "@tanstack/react-query";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { formErrors } from "@/app/_lib/form-error";
import { useTRPC } from "@/app/_lib/trpc";
import type { BookingStory } from "./booking-view";

type ConfirmAttendanceProps = {
  booking: BookingStory["booking"];
  now: Date;
  onConfirmed: (words: string) => unknown;
};

/** For an organizer who was told that somebody will come. */
export function ConfirmAttendance({ booking, now, onConfirmed }: ConfirmAttendanceProps) {
  const trpc = useTRPC();
  const { uid, status, startsAt, attendanceConfirmedAt } = booking;
  const who = booking.attendees[0]?.name ?? "The attendee";
  const confirm = useMutation(
    trpc.booking.confirmAttendance.mutationOptions({
      onSuccess: () => onConfirmed(`Noted: ${who} is coming. What was owed only without that is called off.`),
    }),
  );
  if (status !== "accepted" || attendanceConfirmedAt !== null || new Date(startsAt) <= now) return null;
  const [failure] = confirm.isError ? formErrors(confirm.error) : [];
  return (
    <div className="-mt-4 grid gap-3">
      <Button variant="secondary" isPending={confirm.isPending} onPress={() => confirm.mutate({ uid })}>
        Note that they’re coming
      </Button>
      {failure && (
        <Banner tone="bad" urgent>
          {failure.message}
        </Banner>
      )}
    </div>
  );
}
