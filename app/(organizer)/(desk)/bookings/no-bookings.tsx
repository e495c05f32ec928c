import { ButtonLink } from "@/app/_components/button-link";
import { EmptyState } from "@/app/_components/empty-state";
import { type BookingTab, bookingsAddress } from "./bookings-address";

type NoBookingsProps = {
  tab: BookingTab;
  search: string;
  hasBookings: boolean;
  firstLink: string | null;
};

/** What an empty list says, and what to do about it. */
export function NoBookings({ tab, search, hasBookings, firstLink }: NoBookingsProps) {
  if (search !== "") {
    return (
      <EmptyState
        title="Nobody found"
        action={
          <ButtonLink variant="secondary" href={bookingsAddress({ tab, search: "" })}>
            Clear the search
          </ButtonLink>
        }
      >
        {noneOf[tab]} has “{search}” in its attendee’s name, e-mail address or phone number.
      </EmptyState>
    );
  }
  if (!hasBookings) {
    return (
      <EmptyState
        title="No bookings yet"
        action={
          firstLink && (
            <ButtonLink href={firstLink} external>
              Book a test meeting
            </ButtonLink>
          )
        }
      >
        Share your link, and whoever books a time shows up here with every text and mail it sets off. Try it
        yourself first.
      </EmptyState>
    );
  }
  return <EmptyState title={emptyTitles[tab]}>{emptyWords[tab]}</EmptyState>;
}

const noneOf: Record<BookingTab, string> = {
  upcoming: "No upcoming booking",
  requests: "No request",
  past: "No past booking",
  cancelled: "No cancelled booking",
};

const emptyTitles: Record<BookingTab, string> = {
  upcoming: "Nothing ahead",
  requests: "Nobody waits for your answer",
  past: "Nothing behind you yet",
  cancelled: "Nothing cancelled",
};

const emptyWords: Record<BookingTab, string> = {
  upcoming: "New bookings show up here as soon as they are made.",
  requests: "Bookings of an event type that asks for your confirmation wait here until you answer.",
  past: "Meetings move here once they have ended.",
  cancelled: "Bookings that you or the attendee cancel are kept here, with the reason.",
};
