"use client";

import { StatusBadge } from "@/app/_components/status-badge";
import { channelTitle } from "../../../_components/channel-name";
import { useAccountTime } from "../../../_lib/account-context";
import type { PlanMessage } from "./plan-question";
import { recipientWords, skipInWords } from "./plan-words";

/** One message that would be owed: to whom, when and why then, and what it would say. */
export function PlannedMessageCard({ message, now }: { message: PlanMessage; now: Date }) {
  const format = useAccountTime();
  const { channel, recipientRole, skipReason, subject, body, ifUndelivered } = message;
  const dueAt = new Date(message.dueAt);
  const isNow = dueAt.getTime() <= now.getTime() + 60_000;
  return (
    <div className="rounded-lg border border-line p-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">
          {channelTitle[channel]} to {recipientWords[recipientRole]}
        </span>
        {skipReason ? (
          <StatusBadge tone="warn">Not sent</StatusBadge>
        ) : (
          <span className="text-muted">
            {isNow ? "at once" : `${format.day(dueAt)}, ${format.time(dueAt)}`}
          </span>
        )}
      </p>
      {skipReason && <p className="mt-1 text-sm text-warn-text">{skipInWords(message, skipReason, now)}</p>}
      <Moved message={message} />
      {ifUndelivered && (
        <p className="mt-1 text-sm text-muted">
          {ifUndelivered.charAt(0).toUpperCase() + ifUndelivered.slice(1)}.
        </p>
      )}
      <div className="mt-3 rounded-md bg-sunken px-3 py-2 text-sm whitespace-pre-wrap">
        {subject && <strong className="mb-1 block font-semibold">{subject}</strong>}
        {body}
      </div>
    </div>
  );
}

function Moved({ message: { movedFromAt, movedReason, skipReason } }: { message: PlanMessage }) {
  const format = useAccountTime();
  if (!movedFromAt || skipReason) return null;
  const from = new Date(movedFromAt);
  const when = `${format.day(from)}, ${format.time(from)}`;
  return (
    <p className="mt-1 text-sm text-muted">
      {movedReason === "quiet_hours"
        ? `Moved from ${when}, which is in the quiet hours.`
        : `It would have been due on ${when}; the booking came later.`}
    </p>
  );
}
