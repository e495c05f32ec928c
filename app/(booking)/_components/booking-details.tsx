import type { ReactNode } from "react";
import { CalendarIcon } from "@/app/_components/icons/calendar-icon";
import { NoteIcon } from "@/app/_components/icons/note-icon";
import { PersonIcon } from "@/app/_components/icons/person-icon";
import { RepeatIcon } from "@/app/_components/icons/repeat-icon";
import { SeatsIcon } from "@/app/_components/icons/seats-icon";
import type { TimeFormat } from "@/app/_lib/time-format";
import { zonePlace } from "@/app/_lib/time-zone-names";
import type { Booking } from "./bookable";
import { PlaceLine } from "./place-line";

type BookingDetailsProps = { booking: Booking; format: TimeFormat; now: Date };

/** When, where and who. */
export function BookingDetails({ booking, format, now }: BookingDetailsProps) {
  const startsAt = new Date(booking.startsAt);
  const endsAt = new Date(booking.endsAt);
  const isOff = booking.status === "cancelled" || booking.status === "rejected";
  const day = format.relativeDay(startsAt, now);
  const [attendee] = booking.attendees;
  return (
    <ul className="mt-6 grid gap-4 border-y border-line py-6">
      <DetailLine icon={<CalendarIcon />}>
        <p className={`font-semibold ${isOff ? "line-through decoration-1" : ""}`}>
          {format.fullDay(startsAt)}
        </p>
        <p className="tabular">
          <span className={isOff ? "line-through decoration-1" : ""}>{format.range(startsAt, endsAt)}</span>
          {!isOff && (day === "today" || day === "tomorrow") && <span className="text-muted"> · {day}</span>}
        </p>
        <p className="text-sm text-muted">{zonePlace(format.timeZone)} time</p>
      </DetailLine>
      {booking.location && !isOff && <PlaceLine location={booking.location} isLink />}
      {attendee && (
        <DetailLine icon={<PersonIcon />}>
          <p>{attendee.name}</p>
          <p className="text-sm text-muted">{attendee.email ?? attendee.phoneNumber}</p>
        </DetailLine>
      )}
      {booking.notes && (
        <DetailLine icon={<NoteIcon />}>
          <p className="whitespace-pre-line">{booking.notes}</p>
        </DetailLine>
      )}
      {booking.seat && (
        <DetailLine icon={<SeatsIcon />}>
          <p>{seatInWords(booking.seat)}</p>
        </DetailLine>
      )}
      {booking.series && booking.series.startsAt.length > 1 && (
        <DetailLine icon={<RepeatIcon />}>
          <SeriesDates series={booking.series} format={format} />
        </DetailLine>
      )}
      {booking.cancellationReason && (
        <DetailLine icon={<NoteIcon />}>
          <p>Cancelled because: {booking.cancellationReason}</p>
        </DetailLine>
      )}
      {booking.rejectionReason && (
        <DetailLine icon={<NoteIcon />}>
          <p>Declined because: {booking.rejectionReason}</p>
        </DetailLine>
      )}
    </ul>
  );
}

function DetailLine({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex items-start gap-3">
      <span className="mt-0.5 text-muted">{icon}</span>
      <div className="min-w-0">{children}</div>
    </li>
  );
}

function seatInWords({ number, seatsPerSlot, companions }: NonNullable<Booking["seat"]>): string {
  const seat = seatsPerSlot === null ? `Seat ${number}` : `Seat ${number} of ${seatsPerSlot}`;
  return companions && companions.length > 0 ? `${seat}, with ${companions.join(", ")}` : seat;
}

type SeriesDatesProps = { series: NonNullable<Booking["series"]>; format: TimeFormat };

function SeriesDates({ series, format }: SeriesDatesProps) {
  return (
    <>
      <p>One of {series.startsAt.length} dates</p>
      <p className="tabular text-sm text-muted">
        {series.startsAt.map((startsAt) => format.shortDay(new Date(startsAt))).join(" · ")}
      </p>
    </>
  );
}
