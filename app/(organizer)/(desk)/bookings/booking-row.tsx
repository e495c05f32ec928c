"use client";

import Link from "next/link";
import { StatusBadge } from "@/app/_components/status-badge";
import type { RequestAnswer } from "../../_components/booking-request";
import { toneOfMessage } from "../../_components/message-tone";
import { RequestActions } from "../../_components/request-actions";
import { useAccountTime } from "../../_lib/account-context";
import type { BookingItem } from "./booking-days";
import type { BookingTab } from "./bookings-address";

type BookingRowProps = {
  item: BookingItem;
  tab: BookingTab;
  now: Date;
  onAnswered: (answer: RequestAnswer) => unknown;
};

/** One booking of a list; the whole row leads to it. */
export function BookingRow({ item, tab, now, onAnswered }: BookingRowProps) {
  const format = useAccountTime();
  const startsAt = new Date(item.startsAt);
  const endsAt = new Date(item.endsAt);
  const [attendee] = item.attendees;
  const who = attendee?.name ?? item.title;
  const isOn = startsAt <= now && now < endsAt && tab === "upcoming";
  const contact = [attendee?.phoneNumber, attendee?.email].filter(Boolean).join(" · ");
  return (
    <article className="relative grid gap-x-5 gap-y-1 px-4 py-3.5 hover:bg-hover sm:grid-cols-[10.5rem_1fr_auto] sm:items-center">
      <p className="tabular text-sm font-medium whitespace-nowrap">
        <time dateTime={item.startsAt}>{format.range(startsAt, endsAt)}</time>
        {isOn && <span className="ml-2 text-sm font-medium text-accent-text sm:ml-0 sm:block">Now</span>}
      </p>
      <div className="min-w-0">
        <h3 className="font-semibold">
          <Link
            href={`/bookings/${item.uid}`}
            className="after:absolute after:inset-0 after:rounded-xl focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
          >
            {who}
            {item.attendees.length > 1 && ` and ${item.attendees.length - 1} more`}
          </Link>
        </h3>
        <p className="flex flex-wrap items-center gap-x-2 text-sm text-muted">
          {item.eventType.title}
          {item.status === "pending" && <StatusBadge tone="warn">Waits for your answer</StatusBadge>}
          {item.status === "accepted" && item.attendanceConfirmedAt && (
            <StatusBadge tone="good">Coming</StatusBadge>
          )}
          {item.status === "rejected" && <StatusBadge>Declined</StatusBadge>}
        </p>
        <p className="truncate text-sm text-muted">{contact}</p>
        {item.cancellationReason && <p className="text-sm">“{item.cancellationReason}”</p>}
      </div>
      {item.status === "pending" && startsAt > now ? (
        <div className="mt-2 sm:mt-0">
          <RequestActions
            size="small"
            request={{ uid: item.uid, startsAt: item.startsAt, title: item.eventType.title, who }}
            onAnswered={onAnswered}
          />
        </div>
      ) : (
        <MessagesLine item={item} now={now} />
      )}
    </article>
  );
}

/** How the booking's messages stand: what went wrong or is on its way, else what comes next. */
function MessagesLine({ item: { messages }, now }: { item: BookingItem; now: Date }) {
  const format = useAccountTime();
  const { worst, next } = messages;
  if (!worst) return null;
  if (worst.tone !== "waiting" && worst.tone !== "good") {
    return (
      <p className="mt-1 sm:mt-0 sm:text-right">
        <StatusBadge tone={toneOfMessage[worst.tone]}>
          {worst.channel === "sms" ? "Text" : "Mail"}: {worst.headline.toLowerCase()}
        </StatusBadge>
      </p>
    );
  }
  if (!next) {
    return (
      <p className="mt-1 sm:mt-0 sm:text-right">
        <StatusBadge tone="good">All sent</StatusBadge>
      </p>
    );
  }
  const dueAt = new Date(next.dueAt);
  const day = format.relativeDay(dueAt, now);
  return (
    <p className="mt-1 text-sm text-muted sm:mt-0 sm:max-w-44 sm:text-right">
      Next {next.channel === "sms" ? "text" : "mail"} {day}, {format.time(dueAt)}
    </p>
  );
}
