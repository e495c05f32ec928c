"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/app/_components/button";
import { Card } from "@/app/_components/card";
import { StatusBadge } from "@/app/_components/status-badge";
import { formErrors } from "@/app/_lib/form-error";
import { useTRPC } from "@/app/_lib/trpc";
import type { BookingStory } from "./booking-view";

type AttendanceProps = { booking: BookingStory["booking"]; now: Date; onMarked: () => unknown };

type Party = { key: string; name: string; isAbsent: boolean; who: "host" | Attendee };
type Attendee = BookingStory["booking"]["attendees"][number];

/** Who came to a meeting that has begun, to be marked and taken back; nothing before. */
export function Attendance({ booking, now, onMarked }: AttendanceProps) {
  const trpc = useTRPC();
  const [note, setNote] = useState("");
  const mark = useMutation(trpc.booking.markAbsent.mutationOptions({ onSuccess: onMarked }));
  if (booking.status !== "accepted" || new Date(booking.startsAt) > now) return null;
  const [failure] = mark.isError ? formErrors(mark.error) : [];
  const toggle = ({ who, isAbsent, name }: Party) => {
    const absent = !isAbsent;
    setNote("");
    mark.mutate(
      {
        uid: booking.uid,
        ...(who === "host" ? { host: absent } : { attendees: [{ ...reachOf(who), absent }] }),
      },
      { onSuccess: () => setNote(`${name}: ${absent ? "didn’t come" : "came"}.`) },
    );
  };
  return (
    <Card className="p-5">
      <section id="attendance" aria-labelledby="attendance-title">
        <h2 id="attendance-title" className="text-lg font-semibold tracking-tight">
          Attendance
        </h2>
        <ul className="mt-2 divide-y divide-line">
          {partiesOf(booking).map((party) => (
            <li key={party.key} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2 py-3">
              <span className="flex min-w-0 flex-wrap items-center gap-2 break-words">
                {party.name}
                {party.isAbsent && <StatusBadge tone="warn">Didn’t come</StatusBadge>}
              </span>
              <Button
                variant="secondary"
                size="small"
                isDisabled={mark.isPending}
                aria-label={`${party.name}: ${party.isAbsent ? "came after all" : "didn’t come"}`}
                onPress={() => toggle(party)}
              >
                {party.isAbsent ? "Came after all" : "Didn’t come"}
              </Button>
            </li>
          ))}
        </ul>
        {booking.seat && (
          <p className="text-sm text-muted">If you didn’t come, it holds for everyone in this session.</p>
        )}
        <p role="status" className="sr-only">
          {note}
        </p>
        <p role="alert" className="mt-2 text-sm font-medium text-bad-text empty:hidden">
          {failure?.message}
        </p>
      </section>
    </Card>
  );
}

function partiesOf({ attendees, hostAbsent }: BookingStory["booking"]): Party[] {
  const invited = attendees.map((attendee) => ({
    key: `${attendee.email}${attendee.phoneNumber}`,
    name: attendee.name,
    isAbsent: attendee.absent,
    who: attendee,
  }));
  return [...invited, { key: "host", name: "You", isAbsent: hostAbsent, who: "host" as const }];
}

function reachOf({ email, phoneNumber }: Attendee): { email?: string; phoneNumber?: string } {
  return email === null ? { phoneNumber: phoneNumber ?? "" } : { email };
}
