"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { ChevronIcon } from "@/app/_components/icons/chevron-icon";
import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { useTRPC } from "@/app/_lib/trpc";
import type { RequestAnswer } from "../../../_components/booking-request";
import { DoneNote } from "../../../_components/done-note";
import { RequestAnswerNote } from "../../../_components/request-answer-note";
import { StaleNote } from "../../../_components/stale-note";
import { useClock } from "../../../_lib/account-context";
import { pollInterval } from "../../../_lib/poll-interval";
import { useSignedOutRedirect } from "../../../_lib/use-signed-out-redirect";
import { Attendance } from "./attendance";
import { BookingActions } from "./booking-actions";
import { BookingDetails } from "./booking-details";
import { BookingHeading } from "./booking-heading";
import { CancelNotice, type CancelOutcome } from "./cancel-notice";
import { ConfirmAttendance } from "./confirm-attendance";
import { MessageCards } from "./message-cards";
import { Timeline } from "./timeline";

export type BookingStory = RouterOutputs["booking"]["timeline"];

const secondMs = 1_000;

/** All about one booking, kept current while its messages are on their way. */
export function BookingView({ initial }: { initial: BookingStory }) {
  const trpc = useTRPC();
  const heading = useRef<HTMLHeadingElement>(null);
  const [cancelled, setCancelled] = useState<CancelOutcome | null>(null);
  const [answer, setAnswer] = useState<RequestAnswer | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const now = useClock(secondMs);
  const story = useQuery({
    ...trpc.booking.timeline.queryOptions({ uid: initial.booking.uid }),
    initialData: initial,
    refetchInterval: ({ state }) => pollInterval(state.data?.isMoving ?? false),
  });
  useSignedOutRedirect(story.error);
  const { booking, chain, messages, timeline, isMoving } = story.data;
  const wasCancelledHere = cancelled !== null && booking.status === "cancelled";
  useEffect(() => {
    // The button that had the focus is gone.
    if (wasCancelledHere) heading.current?.focus();
  }, [wasCancelledHere]);
  return (
    <>
      <Link
        href="/bookings"
        className="-ml-1 mb-4 inline-flex min-h-9 items-center gap-1 rounded-sm pr-2 text-sm font-medium text-accent-text hover:underline"
      >
        <ChevronIcon direction="left" className="size-4" />
        Bookings
      </Link>
      <BookingHeading booking={booking} chain={chain} now={now} headingRef={heading} />
      <StaleNote isStale={story.isError} updatedAt={story.dataUpdatedAt} />
      <RequestAnswerNote answer={answer} />
      {cancelled && <CancelNotice outcome={cancelled} />}
      <div className="mt-6 grid items-start gap-6 lg:grid-cols-[1fr_19rem]">
        <div className="flex min-w-0 flex-col gap-6 lg:order-1">
          <BookingActions
            booking={booking}
            now={now}
            onCancelled={(outcome) => {
              setCancelled(outcome);
              return story.refetch();
            }}
            onAnswered={(given) => {
              setAnswer(given);
              return story.refetch();
            }}
          />
          <ConfirmAttendance
            booking={booking}
            now={now}
            onConfirmed={(words) => {
              setDone(words);
              return story.refetch();
            }}
          />
          <Attendance booking={booking} now={now} onMarked={() => story.refetch()} />
          <BookingDetails booking={booking} />
        </div>
        <div className="flex min-w-0 flex-col gap-8">
          <DoneNote words={done} />
          <MessageCards
            messages={messages}
            isMoving={isMoving}
            onDone={(words) => {
              setDone(words);
              return story.refetch();
            }}
          />
          <Timeline entries={timeline} now={now} />
        </div>
      </div>
    </>
  );
}
