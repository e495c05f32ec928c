"use client";

import { useState } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { ButtonLink } from "@/app/_components/button-link";
import { googleCalendarLink } from "@/server/domain/calendar/google-calendar-link";
import { Attendance } from "./attendance";
import type { Booking } from "./bookable";
import { CancelDialog } from "./cancel-dialog";

type BookingActionsProps = {
  booking: Booking;
  canChange: boolean;
  /** Whether the meeting has yet to begin. */
  isAhead: boolean;
  manageUrl: string;
  onCancelled: () => void;
};

/** What can be done with a booking: keep it in a calendar, move it, cancel it, or book anew. */
export function BookingActions({ booking, canChange, isAhead, manageUrl, onCancelled }: BookingActionsProps) {
  const [isCancelling, setCancelling] = useState(false);
  const [hasInFlight, setHasInFlight] = useState(false);
  const { uid, host, eventType } = booking;
  return (
    <div className="mt-6 grid gap-6">
      {hasInFlight && (
        <Banner tone="warn" title="A message was already on its way">
          It went out while you cancelled and may not say so. This page is right: the booking is cancelled.
        </Banner>
      )}
      {isAhead && booking.status === "accepted" && <Attendance booking={booking} />}
      {canChange && booking.status === "accepted" && (
        <CalendarLinks booking={booking} manageUrl={manageUrl} />
      )}
      {canChange ? (
        <div className="flex flex-col gap-2 sm:flex-row">
          <ButtonLink href={`/booking/${uid}/reschedule`} variant="secondary">
            Choose another time
          </ButtonLink>
          <Button variant="quiet-danger" onPress={() => setCancelling(true)}>
            Cancel booking
          </Button>
        </div>
      ) : (
        <ButtonLink href={`/${host.username}/${eventType.slug}`} className="sm:justify-self-start">
          Book another time
        </ButtonLink>
      )}
      <CancelDialog
        booking={booking}
        isOpen={isCancelling}
        onOpenChange={setCancelling}
        onCancelled={({ hasInFlightMessages }) => {
          setHasInFlight(hasInFlightMessages);
          onCancelled();
        }}
      />
    </div>
  );
}

function CalendarLinks({ booking, manageUrl }: Pick<BookingActionsProps, "booking" | "manageUrl">) {
  const { title, location, uid } = booking;
  const google = googleCalendarLink({
    title,
    location,
    startsAt: new Date(booking.startsAt),
    endsAt: new Date(booking.endsAt),
    manageUrl,
  });
  return (
    <section aria-labelledby="calendar-heading">
      <h2 id="calendar-heading" className="text-sm font-medium text-muted">
        Add to your calendar
      </h2>
      <div className="mt-2 flex flex-wrap gap-2">
        <ButtonLink href={`/booking/${uid}/calendar.ics`} variant="secondary" size="small" external>
          Apple, Outlook, other
        </ButtonLink>
        <ButtonLink href={google} variant="secondary" size="small" external>
          Google
        </ButtonLink>
      </div>
    </section>
  );
}
