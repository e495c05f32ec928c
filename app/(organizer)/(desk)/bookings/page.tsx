import type { Metadata } from "next";
import { serverCaller } from "@/app/_lib/server-caller";
import { pageNumber } from "../../_lib/page-number";
import { requireOrganizer } from "../../_lib/require-organizer";
import { bookingsAddress, isBookingTab } from "./bookings-address";
import { BookingsView } from "./bookings-view";

export const metadata: Metadata = { title: "Bookings" };

const pageSize = 20;

type BookingsPageProps = {
  searchParams: Promise<Record<"tab" | "q" | "page", string | string[] | undefined>>;
};

export default async function BookingsPage({ searchParams }: BookingsPageProps) {
  const asked = await searchParams;
  const tab = isBookingTab(asked.tab) ? asked.tab : "upcoming";
  const search = typeof asked.q === "string" ? asked.q.trim().slice(0, 100) : "";
  const page = pageNumber(asked.page);
  await requireOrganizer(bookingsAddress({ tab, search, page }));
  const { booking, account, eventType, sender, message } = await serverCaller();
  const input = { tab, search, skip: (page - 1) * pageSize, take: pageSize };
  const [list, overview, eventTypes, senders, failing] = await Promise.all([
    booking.list(input),
    account.overview(),
    eventType.list(),
    sender.list(),
    message.failingRecipients(),
  ]);
  return (
    <BookingsView
      key={`${tab}:${page}`}
      input={input}
      page={page}
      initial={{ list, overview, senders, failing }}
      firstLink={eventTypes.find((type) => !type.hidden)?.publicUrl ?? null}
    />
  );
}
