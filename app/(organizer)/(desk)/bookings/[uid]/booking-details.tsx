"use client";

import type { ReactNode } from "react";
import { useLocale } from "react-aria-components/I18nProvider";
import { Card } from "@/app/_components/card";
import { timeFormat } from "@/app/_lib/time-format";
import { zonePlace } from "@/app/_lib/time-zone-names";
import { useHourCycle } from "@/app/_lib/use-hour-cycle";
import { useAccountTime } from "../../../_lib/account-context";
import type { BookingStory } from "./booking-view";

/** Who booked, how to reach them, and what they said. */
export function BookingDetails({ booking }: { booking: BookingStory["booking"] }) {
  const format = useAccountTime();
  const answers = Object.entries(booking.responses).filter(([, value]) => isPlain(value));
  return (
    <Card className="p-5">
      <h2 className="text-lg font-semibold tracking-tight">Details</h2>
      <dl className="mt-3 flex flex-col gap-3.5">
        {booking.attendees.map((attendee) => (
          <Attendee key={`${attendee.email}${attendee.phoneNumber}`} attendee={attendee} booking={booking} />
        ))}
        {booking.guests.length > 0 && <Fact name="Guests">{booking.guests.join(", ")}</Fact>}
        <Fact name="Where">{booking.location || "To be agreed"}</Fact>
        {booking.notes && <Fact name="Notes">{booking.notes}</Fact>}
        {answers.map(([name, value]) => (
          <Fact key={name} name={name}>
            {String(value)}
          </Fact>
        ))}
        {booking.rating && (
          <Fact name="Rating">
            {[`${booking.rating.stars} of 5`, booking.rating.comment].filter(Boolean).join("\n")}
          </Fact>
        )}
        {booking.rejectionReason && <Fact name="Reason for declining">{booking.rejectionReason}</Fact>}
        {booking.cancellationReason && <Fact name="Reason for cancelling">{booking.cancellationReason}</Fact>}
        {booking.reschedulingReason && <Fact name="Reason for moving">{booking.reschedulingReason}</Fact>}
        <Fact name="Booked">
          {format.fullDay(new Date(booking.createdAt))}, {format.time(new Date(booking.createdAt))}
        </Fact>
      </dl>
    </Card>
  );
}

type AttendeeProps = {
  attendee: BookingStory["booking"]["attendees"][number];
  booking: BookingStory["booking"];
};

function Attendee({ attendee, booking }: AttendeeProps) {
  const own = useAccountTime();
  const { timeZone } = attendee;
  const startsAt = new Date(booking.startsAt);
  const { locale } = useLocale();
  const { hourCycle } = useHourCycle(locale);
  const theirs = timeFormat(locale, timeZone, hourCycle);
  const isSameClock =
    theirs.time(startsAt) === own.time(startsAt) && theirs.date(startsAt) === own.date(startsAt);
  return (
    <>
      {booking.attendees.length > 1 && <Fact name="Attendee">{attendee.name}</Fact>}
      {attendee.phoneNumber && (
        <Fact name="Phone">
          <a href={`tel:${attendee.phoneNumber}`} className={contactLink}>
            {attendee.phoneNumber}
          </a>
        </Fact>
      )}
      {attendee.email && (
        <Fact name="E-mail">
          <a href={`mailto:${attendee.email}`} className={contactLink}>
            {attendee.email}
          </a>
        </Fact>
      )}
      {!isSameClock && (
        <Fact name="Their time">
          {theirs.shortDay(startsAt)}, {theirs.time(startsAt)} in {zonePlace(timeZone)}
        </Fact>
      )}
    </>
  );
}

const contactLink = "rounded-sm text-accent-text underline decoration-accent-text/40 underline-offset-3";

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="whitespace-pre-line">{children}</dd>
    </div>
  );
}

function isPlain(value: unknown): boolean {
  return ["string", "number", "boolean"].includes(typeof value) && value !== "";
}
