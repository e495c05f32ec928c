import type { Ref } from "react";
import { CheckIcon } from "@/app/_components/icons/check-icon";
import { ClockIcon } from "@/app/_components/icons/clock-icon";
import { CrossIcon } from "@/app/_components/icons/cross-icon";
import type { Booking } from "./bookable";

type BookingHeadlineProps = { booking: Booking; isOver: boolean; headingRef: Ref<HTMLHeadingElement> };

const discs = {
  accepted: { Icon: CheckIcon, style: "bg-good-soft text-good-text" },
  pending: { Icon: ClockIcon, style: "bg-warn-soft text-warn-text" },
  cancelled: { Icon: CrossIcon, style: "bg-bad-soft text-bad-text" },
  rejected: { Icon: CrossIcon, style: "bg-bad-soft text-bad-text" },
};

/** How a booking stands, at a glance. */
export function BookingHeadline({ booking, isOver, headingRef }: BookingHeadlineProps) {
  const { Icon, style } = discs[booking.status];
  return (
    <header className="flex flex-col items-center text-center">
      <span className={`grid size-14 place-items-center rounded-full ${style}`}>
        <Icon className="size-7" />
      </span>
      <h1 ref={headingRef} tabIndex={-1} className="mt-4 text-2xl font-semibold tracking-tight">
        {headline(booking, isOver)}
      </h1>
      <p className="mt-1 text-muted">
        {booking.eventType.title} with {booking.host.name}
      </p>
      {booking.status === "pending" && (
        <p className="mt-3 max-w-sm text-sm text-muted">
          {booking.host.name} has been asked. You’ll hear as soon as this is confirmed or declined.
        </p>
      )}
    </header>
  );
}

function headline({ status }: Booking, isOver: boolean): string {
  switch (status) {
    case "accepted":
      return isOver ? "This meeting is over" : "You’re booked";
    case "pending":
      return "Waiting to be confirmed";
    case "cancelled":
      return "This booking is cancelled";
    case "rejected":
      return "This booking was declined";
  }
}
