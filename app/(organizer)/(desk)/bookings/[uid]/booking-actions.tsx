"use client";

import { useState } from "react";
import { Button } from "@/app/_components/button";
import { ButtonLink } from "@/app/_components/button-link";
import type { RequestAnswer } from "../../../_components/booking-request";
import { RequestActions } from "../../../_components/request-actions";
import type { BookingStory } from "./booking-view";
import { CancelDialog } from "./cancel-dialog";
import type { CancelOutcome } from "./cancel-notice";

type BookingActionsProps = {
  booking: BookingStory["booking"];
  now: Date;
  onCancelled: (outcome: CancelOutcome) => unknown;
  onAnswered: (answer: RequestAnswer) => unknown;
};

/** What can still be done with a booking; nothing once it is closed or over. */
export function BookingActions({ booking, now, onCancelled, onAnswered }: BookingActionsProps) {
  const [isAsking, setIsAsking] = useState(false);
  const isOpen = booking.status === "accepted" || booking.status === "pending";
  const isOver = new Date(booking.endsAt) <= now;
  if (!isOpen || isOver) return null;
  if (booking.status === "pending" && new Date(booking.startsAt) > now) {
    const who = booking.attendees[0]?.name ?? booking.title;
    const { uid, startsAt, eventType } = booking;
    return (
      <RequestActions request={{ uid, startsAt, title: eventType.title, who }} onAnswered={onAnswered} />
    );
  }
  return (
    <div className="flex flex-wrap gap-2 *:grow">
      <ButtonLink variant="secondary" href={`/booking/${booking.uid}/reschedule`}>
        Move
      </ButtonLink>
      <Button variant="secondary" onPress={() => setIsAsking(true)}>
        Cancel booking
      </Button>
      {isAsking && (
        <CancelDialog booking={booking} onClose={() => setIsAsking(false)} onCancelled={onCancelled} />
      )}
    </div>
  );
}
