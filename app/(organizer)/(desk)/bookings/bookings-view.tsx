"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { PageHeading } from "@/app/_components/page-heading";
import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { useTRPC } from "@/app/_lib/trpc";
import { AttentionBanner } from "../../_components/attention-banner";
import type { RequestAnswer } from "../../_components/booking-request";
import { CopyButton } from "../../_components/copy-button";
import { PageLinks } from "../../_components/page-links";
import { RequestAnswerNote } from "../../_components/request-answer-note";
import { SenderNotices } from "../../_components/sender-notices";
import { StaleNote } from "../../_components/stale-note";
import { TabLinks } from "../../_components/tab-links";
import { pollInterval } from "../../_lib/poll-interval";
import { useSignedOutRedirect } from "../../_lib/use-signed-out-redirect";
import { BookingDays } from "./booking-days";
import { BookingSearch } from "./booking-search";
import { type BookingTab, bookingsAddress, bookingTabs } from "./bookings-address";
import { DayOutlook } from "./day-outlook";
import { DeliverySection } from "./delivery-section";
import { NoBookings } from "./no-bookings";

type BookingsViewProps = {
  input: { tab: BookingTab; search: string; skip: number; take: number };
  page: number;
  initial: {
    list: RouterOutputs["booking"]["list"];
    overview: RouterOutputs["account"]["overview"];
    senders: RouterOutputs["sender"]["list"];
    failing: RouterOutputs["message"]["failingRecipients"];
  };
  /** The public link of the first event type. */
  firstLink: string | null;
};

export function BookingsView({ input, page, initial, firstLink }: BookingsViewProps) {
  const trpc = useTRPC();
  const { tab, search } = input;
  const list = useQuery({
    ...trpc.booking.list.queryOptions(input),
    initialData: initial.list,
    refetchInterval: ({ state }) =>
      pollInterval(state.data?.items.some((item) => item.messages.isMoving) ?? false),
  });
  const overview = useQuery({
    ...trpc.account.overview.queryOptions(),
    initialData: initial.overview,
    refetchInterval: pollInterval(false),
  });
  const [answer, setAnswer] = useState<RequestAnswer | null>(null);
  const noteAnswer = (given: RequestAnswer) => {
    setAnswer(given);
    void overview.refetch();
    return list.refetch();
  };
  useSignedOutRedirect(list.error);
  const { items, counts } = list.data;
  return (
    <>
      <PageHeading
        title="Bookings"
        description={<DayOutlook overview={overview.data} />}
        actions={
          firstLink && <CopyButton text={firstLink} what="for people to book you" label="Copy booking link" />
        }
      />
      <SenderNotices initial={initial.senders} />
      <AttentionBanner attention={overview.data.attention} />
      <div className="mt-6 flex flex-col gap-4">
        <BookingSearch key={search} tab={tab} search={search} />
        <TabLinks
          label="Lists of bookings"
          tabs={bookingTabs.map((id) => ({
            href: bookingsAddress({ tab: id, search }),
            label: tabNames[id],
            count: counts[id],
            isHere: id === tab,
          }))}
        />
      </div>
      <RequestAnswerNote answer={answer} />
      <StaleNote isStale={list.isError} updatedAt={list.dataUpdatedAt} />
      {items.length > 0 ? (
        <BookingDays items={items} tab={tab} onAnswered={noteAnswer} />
      ) : (
        <NoBookings tab={tab} search={search} hasBookings={overview.data.hasBookings} firstLink={firstLink} />
      )}
      <PageLinks
        page={page}
        pageSize={input.take}
        total={counts[tab]}
        hrefOf={(to) => bookingsAddress({ tab, search, page: to })}
      />
      {tab === "upcoming" && search === "" && page === 1 && <DeliverySection initial={initial} />}
    </>
  );
}

const tabNames: Record<BookingTab, string> = {
  upcoming: "Upcoming",
  requests: "Requests",
  past: "Past",
  cancelled: "Cancelled",
};
