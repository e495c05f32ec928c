"use client";

import type { Ref } from "react";
import { Banner } from "@/app/_components/banner";
import { StatusBadge } from "@/app/_components/status-badge";
import { TextLink } from "@/app/_components/text-link";
import type { Tone } from "@/app/_components/tone";
import { useAccountTime } from "../../../_lib/account-context";
import type { BookingStory } from "./booking-view";

type BookingHeadingProps = {
  booking: BookingStory["booking"];
  chain: BookingStory["chain"];
  now: Date;
  headingRef: Ref<HTMLHeadingElement>;
};

/** Who, what and when, whether it still stands, and where it went if it moved. */
export function BookingHeading({ booking, chain, now, headingRef }: BookingHeadingProps) {
  const format = useAccountTime();
  const startsAt = new Date(booking.startsAt);
  const endsAt = new Date(booking.endsAt);
  const standing = standingOf(booking, now);
  const newest = chain.at(-1);
  return (
    <header>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 ref={headingRef} tabIndex={-1} className="text-2xl font-semibold tracking-tight">
          {booking.attendees[0]?.name}
        </h1>
        <StatusBadge tone={standing.tone}>{standing.words}</StatusBadge>
        {booking.status === "accepted" && booking.attendanceConfirmedAt && (
          <StatusBadge tone="good">Said they’re coming</StatusBadge>
        )}
      </div>
      <p className="mt-1 text-lg">
        <time dateTime={booking.startsAt}>
          {format.fullDay(startsAt)}, {format.range(startsAt, endsAt)}
        </time>
      </p>
      <p className="text-muted">{booking.eventType.title}</p>
      {booking.rescheduledToUid && newest && (
        <Banner className="mt-4" tone="accent" title="This booking was moved">
          It is now on {format.fullDay(new Date(newest.startsAt))} at {format.time(new Date(newest.startsAt))}
          . <TextLink href={`/bookings/${newest.uid}`}>See it there</TextLink>
        </Banner>
      )}
    </header>
  );
}

function standingOf(booking: BookingStory["booking"], now: Date): { words: string; tone: Tone } {
  if (booking.rescheduledToUid) return { words: "Moved", tone: "neutral" };
  if (booking.status === "cancelled") return { words: "Cancelled", tone: "bad" };
  if (booking.status === "rejected") return { words: "Declined", tone: "bad" };
  if (booking.status === "pending") return { words: "Waits for your answer", tone: "warn" };
  if (new Date(booking.endsAt) <= now) return { words: "Past", tone: "neutral" };
  if (new Date(booking.startsAt) <= now) return { words: "Now", tone: "accent" };
  return { words: "Booked", tone: "good" };
}
