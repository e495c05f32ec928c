"use client";

import Link from "next/link";
import { MailIcon } from "@/app/_components/icons/mail-icon";
import { TextIcon } from "@/app/_components/icons/text-icon";
import { StatusBadge } from "@/app/_components/status-badge";
import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { useAccountTime } from "../_lib/account-context";
import { channelTitle } from "./channel-name";
import { MessageActions } from "./message-actions";
import { toneOfMessage } from "./message-tone";

type MessageRowProps = {
  item: RouterOutputs["message"]["list"]["items"][number];
  now: Date;
  /** Where all are of one workflow: whom each is about is what tells them apart. */
  isOfOneWorkflow?: boolean;
  /** Called with what was done about the message, in words. */
  onDone: (words: string) => unknown;
};

/** One message of a list; the whole row leads to its booking, or a test's to its workflow. */
export function MessageRow({ item, now, isOfOneWorkflow = false, onDone }: MessageRowProps) {
  const format = useAccountTime();
  const { booking } = item;
  const Icon = item.channel === "email" ? MailIcon : TextIcon;
  const when = (iso: string) => {
    const at = new Date(iso);
    const words = `${format.relativeDay(at, now)}, ${format.time(at)}`;
    return <span className="whitespace-nowrap">{words}</span>;
  };
  const isScheduled = item.headline === "Scheduled";
  return (
    <article className="relative flex gap-3 px-4 py-3.5 hover:bg-hover">
      <Icon className="mt-0.5 text-muted" />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
          <h2 className="min-w-0 font-semibold">
            <Link
              href={addressOf(item)}
              className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
            >
              {isOfOneWorkflow && booking ? booking.attendeeName : item.name}
            </Link>
          </h2>
          <span className="flex flex-wrap gap-2">
            {!booking && <StatusBadge tone="accent">Test</StatusBadge>}
            <StatusBadge tone={toneOfMessage[item.tone]}>{item.headline}</StatusBadge>
          </span>
        </div>
        <p className="text-sm text-muted">
          {(isOfOneWorkflow || !booking) && `Step ${item.stepNumber} · `}
          {channelTitle[item.channel]} to {item.recipient || "nobody"}, {isScheduled ? "goes out" : "due"}{" "}
          {when(item.dueAt)}
        </p>
        {booking ? (
          <p className="text-sm text-muted">
            {booking.eventTypeTitle}
            {!isOfOneWorkflow && ` with ${booking.attendeeName}`}, {when(booking.startsAt)}
          </p>
        ) : (
          <p className="text-sm text-muted">You sent it to yourself to see it.</p>
        )}
        {item.follows && <p className="text-sm text-muted">{item.follows}</p>}
        {!isScheduled && <p className="mt-1 text-sm">{item.meaning}</p>}
        <MessageActions message={{ ...item, attendeeName: booking?.attendeeName }} onDone={onDone} />
      </div>
    </article>
  );
}

function addressOf({ booking, workflowId }: MessageRowProps["item"]): string {
  if (booking) return `/bookings/${booking.uid}`;
  return workflowId === null ? "/workflows" : `/workflows/${workflowId}`;
}
