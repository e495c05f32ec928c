import { Card } from "@/app/_components/card";
import { ChevronIcon } from "@/app/_components/icons/chevron-icon";
import { MailIcon } from "@/app/_components/icons/mail-icon";
import { TextIcon } from "@/app/_components/icons/text-icon";
import { StatusBadge } from "@/app/_components/status-badge";
import type { TimeFormat } from "@/app/_lib/time-format";
import { describeFollowing } from "@/server/domain/workflows/describe-fallback";
import { describeForAttendee } from "@/server/domain/workflows/describe-for-attendee";
import type { Booking, BookingMessage } from "./bookable";
import { isOff, messageFacts, messagesOf } from "./messages-of";

type TimelineProps = { booking: Booking; format: TimeFormat; now: Date };

const justNowMs = 120_000;

/** The messages of a booking in their order, with what has become of each; those called off come last, folded. */
export function MessageTimeline({ booking, format, now }: TimelineProps) {
  const messages = messagesOf(booking);
  const owed = messages.filter((message) => !isOff(message));
  const off = messages.filter(isOff);
  const shown = { hostName: booking.host.name, format, now };
  if (messages.length === 0) return null;
  return (
    <Card className="p-5 sm:p-8">
      <h2 className="text-lg font-semibold tracking-tight">Messages</h2>
      <p className="mt-1 text-sm text-muted">What goes out about this booking, and whether it arrived.</p>
      {owed.length > 0 && <MessageList messages={owed} {...shown} />}
      {off.length > 0 && (
        <details className="group/off mt-5">
          <summary className="inline-flex min-h-9 cursor-pointer list-none items-center gap-2 rounded-md text-sm font-medium text-muted [&::-webkit-details-marker]:hidden">
            <ChevronIcon direction="right" className="size-4 transition-transform group-open/off:rotate-90" />
            {off.length === 1 ? "1 message that isn’t needed" : `${off.length} messages that aren’t needed`}
          </summary>
          <MessageList messages={off} {...shown} />
        </details>
      )}
    </Card>
  );
}

type MessageListProps = { messages: BookingMessage[]; hostName: string; format: TimeFormat; now: Date };

function MessageList({ messages, ...shown }: MessageListProps) {
  return (
    <ol className="mt-5">
      {messages.map((message) => (
        <TimelineItem key={message.id} message={message} {...shown} />
      ))}
    </ol>
  );
}

type TimelineItemProps = { message: BookingMessage; hostName: string; format: TimeFormat; now: Date };

function TimelineItem({ message, hostName, format, now }: TimelineItemProps) {
  const { tone, label, meaning } = describeForAttendee(messageFacts(message), now);
  const Icon = message.channel === "email" ? MailIcon : TextIcon;
  return (
    <li className="group relative flex gap-4 pb-5 last:pb-0">
      <span className="absolute top-9 bottom-0 left-4.5 w-px bg-line group-last:hidden" aria-hidden="true" />
      <span className="grid size-9 shrink-0 place-items-center rounded-full bg-sunken text-muted">
        <Icon />
      </span>
      <div className="min-w-0">
        <p>
          {channelTitle[message.channel]} {recipientWords(message, hostName)}
        </p>
        <p className="mt-1 flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span aria-live="polite">
            <StatusBadge tone={tone}>{label}</StatusBadge>
          </span>
          <span className="tabular text-sm text-muted">{dueWords(message, format, now)}</span>
        </p>
        {message.parentMessageId !== null && (
          <p className="mt-1 text-sm text-muted">{describeFollowing(message.channel)}</p>
        )}
        {meaning && <p className="mt-1 text-sm text-muted">{meaning}</p>}
      </div>
    </li>
  );
}

const channelTitle = { sms: "Text", email: "E-mail", whatsapp: "WhatsApp message", webhook: "Call" };

function recipientWords({ recipient, recipientRole }: BookingMessage, hostName: string): string {
  if (recipientRole === "host") return `to ${hostName}`;
  if (recipientRole === "fixed") return `to somebody else at ${hostName}’s`;
  return recipient === "" ? "to you" : `to ${recipient}`;
}

function dueWords({ dueAt }: BookingMessage, format: TimeFormat, now: Date): string {
  const due = new Date(dueAt);
  if (Math.abs(now.getTime() - due.getTime()) < justNowMs) return "Now";
  const day = format.relativeDay(due, now);
  return `${day.charAt(0).toUpperCase()}${day.slice(1)}, ${format.time(due)}`;
}
