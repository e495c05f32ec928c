import type { Metadata } from "next";
import { ButtonLink } from "@/app/_components/button-link";
import { EmptyState } from "@/app/_components/empty-state";
import { PageHeading } from "@/app/_components/page-heading";
import { serverCaller } from "@/app/_lib/server-caller";
import { BackLink } from "../../../_components/back-link";
import { requireOrganizer } from "../../../_lib/require-organizer";
import { PlanView } from "./plan-view";

export const metadata: Metadata = { title: "Try a booking" };

const mostBookings = 50;

export default async function PlanPreviewPage() {
  await requireOrganizer("/workflows/preview");
  const { eventType, booking } = await serverCaller();
  const [eventTypes, bookings] = await Promise.all([
    eventType.list(),
    booking.list({ tab: "upcoming", take: mostBookings }),
  ]);
  return (
    <>
      <BackLink href="/workflows">Workflows</BackLink>
      <PageHeading
        title="Try a booking"
        description="See what a booking would be sent, when and why. Nothing is sent and nothing is booked."
      />
      {eventTypes.length > 0 ? (
        <PlanView eventTypes={eventTypes} bookings={bookings.items} />
      ) : (
        <EmptyState
          title="No event types"
          action={<ButtonLink href="/event-types">Create an event type</ButtonLink>}
        >
          There must be something to book before it can be tried.
        </EmptyState>
      )}
    </>
  );
}
