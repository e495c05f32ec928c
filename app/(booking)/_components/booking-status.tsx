"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Card } from "@/app/_components/card";
import { useTRPC } from "@/app/_lib/trpc";
import { useNow } from "@/app/_lib/use-now";
import { useTimeFormat } from "@/app/_lib/use-time-format";
import { isAwaited } from "@/server/domain/workflows/describe-for-attendee";
import type { Booking } from "./bookable";
import { BookingActions } from "./booking-actions";
import { BookingDetails } from "./booking-details";
import { BookingHeadline } from "./booking-headline";
import { type BookingNote, BookingNotes } from "./booking-notes";
import { MessageTimeline } from "./message-timeline";
import { messageFacts, messagesOf } from "./messages-of";

type BookingStatusProps = {
  booking: Booking;
  /** When it was before it was moved here, or null where it wasn't. */
  formerStartsAt: string | null;
  note: BookingNote | null;
  manageUrl: string;
  renderedAt: string;
};

const secondMs = 1_000;
const pollMs = 2_000;

/** A booking as it stands: what was agreed, what can be changed, and what becomes of its messages. */
export function BookingStatus({
  booking: loaded,
  formerStartsAt,
  note,
  manageUrl,
  renderedAt,
}: BookingStatusProps) {
  const booking = useCurrentBooking(loaded);
  const now = useNow(secondMs * 10) ?? new Date(renderedAt);
  const { format } = useTimeFormat(loaded.attendees[0]?.timeZone ?? loaded.host.timeZone);
  const heading = useRef<HTMLHeadingElement>(null);
  const [wasCancelledHere, setCancelledHere] = useState(false);
  useEffect(() => {
    if (wasCancelledHere) heading.current?.focus();
  }, [wasCancelledHere]);
  const isOver = new Date(booking.endsAt) <= now;
  const canChange = !isOver && (booking.status === "accepted" || booking.status === "pending");
  return (
    <div className="grid animate-appear gap-4">
      <Card className="p-5 sm:p-8">
        <BookingHeadline booking={booking} isOver={isOver} headingRef={heading} />
        <BookingNotes note={note} formerStartsAt={formerStartsAt} format={format} />
        <BookingDetails booking={booking} format={format} now={now} />
        <BookingActions
          booking={booking}
          canChange={canChange}
          isAhead={new Date(booking.startsAt) > now}
          manageUrl={manageUrl}
          onCancelled={() => setCancelledHere(true)}
        />
      </Card>
      <MessageTimeline booking={booking} format={format} now={now} />
    </div>
  );
}

/** The booking, asked for again every few seconds while one of its messages is under way. */
function useCurrentBooking(loaded: Booking): Booking {
  const trpc = useTRPC();
  const { data } = useQuery({
    ...trpc.booking.get.queryOptions({ uid: loaded.uid }),
    initialData: loaded,
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? pollMs : false),
  });
  return data;
}

function isUnderWay(booking: Booking): boolean {
  const now = new Date();
  return messagesOf(booking).some((message) => isAwaited(messageFacts(message), now));
}
