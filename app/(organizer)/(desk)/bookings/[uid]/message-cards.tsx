"use client";

import { Card } from "@/app/_components/card";
import { ChevronIcon } from "@/app/_components/icons/chevron-icon";
import { MailIcon } from "@/app/_components/icons/mail-icon";
import { TextIcon } from "@/app/_components/icons/text-icon";
import { StatusBadge } from "@/app/_components/status-badge";
import { channelTitle } from "../../../_components/channel-name";
import { MessageActions } from "../../../_components/message-actions";
import { toneOfMessage } from "../../../_components/message-tone";
import { useAccountTime } from "../../../_lib/account-context";
import type { BookingStory } from "./booking-view";

type Message = BookingStory["messages"][number];

type MessageCardsProps = {
  messages: Message[];
  isMoving: boolean;
  /** Called with what was done about a message, in words. */
  onDone: (words: string) => unknown;
};

/** What the booking owes, and how each message stands. */
export function MessageCards({ messages, isMoving, onDone }: MessageCardsProps) {
  return (
    <section aria-labelledby="messages-title">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id="messages-title" className="text-lg font-semibold tracking-tight">
          Messages
        </h2>
        <p className="flex items-center gap-2 text-sm text-muted">
          {isMoving && (
            <>
              <span className="size-2 animate-pulse-soft rounded-full bg-accent" aria-hidden="true" />
              Live
            </>
          )}
        </p>
      </div>
      <p role="status" className="sr-only">
        {messages.map((message) => `${message.name}: ${message.headline}.`).join(" ")}
      </p>
      {messages.length === 0 ? (
        <p className="mt-2 text-muted">This booking owes no messages.</p>
      ) : (
        <Card className="mt-3">
          <ul className="divide-y divide-line">
            {underTheirTexts(messages).map((message) => (
              <li
                key={message.id}
                className={message.parentMessageId === null ? "" : "ml-8 border-l-2 border-l-line-strong"}
              >
                <MessageCard message={message} onDone={onDone} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </section>
  );
}

/** Messages in their order, but those that follow a text come right after it. */
function underTheirTexts(messages: readonly Message[]): Message[] {
  const own = messages.filter(({ parentMessageId }) => parentMessageId === null);
  return own.flatMap((text) => [
    text,
    ...messages.filter(({ parentMessageId }) => parentMessageId === text.id),
  ]);
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function MessageCard({ message, onDone }: { message: Message; onDone: MessageCardsProps["onDone"] }) {
  const format = useAccountTime();
  const Icon = message.channel === "email" ? MailIcon : TextIcon;
  const isDue = message.tone === "waiting" && message.attemptCount === 0;
  const dueAt = new Date(message.nextAttemptAt ?? message.dueAt);
  return (
    <article className="px-4 py-4">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
        <Icon className="mt-0.5 text-muted" />
        <div className="min-w-0 flex-1 basis-40">
          <h3 className="font-medium">{message.name}</h3>
          <p className="text-sm text-muted">
            {channelTitle[message.channel]} to{" "}
            {message.recipient === "" ? whom[message.recipientRole] : message.recipient}
          </p>
        </div>
        <StatusBadge tone={toneOfMessage[message.tone]}>{message.headline}</StatusBadge>
      </div>
      <div className="mt-1.5 pl-8 text-sm">
        {message.follows && <p className="text-muted">{message.follows}</p>}
        <p>
          {isDue ? `Goes out ${format.fullDay(dueAt)}, ${format.time(dueAt)}.` : message.meaning}
          {message.state === "retrying" && message.nextAttemptAt && ` Next attempt at ${format.time(dueAt)}.`}
        </p>
        {message.ifUndelivered && <p className="text-muted">{upperFirst(message.ifUndelivered)}.</p>}
        <details className="group mt-1">
          <summary className="-mx-1 inline-flex min-h-8 cursor-pointer list-none items-center gap-1 rounded-sm px-1 font-medium text-accent-text [&::-webkit-details-marker]:hidden">
            <ChevronIcon direction="right" className="size-4 group-open:rotate-90" />
            {message.attemptCount > 0 ? "What it said" : "What it says"}
            <span className="sr-only">: {message.name}</span>
          </summary>
          <div className="mt-1 rounded-md bg-sunken p-3">
            {message.subject && <p className="mb-2 font-medium">{message.subject}</p>}
            <p className="whitespace-pre-wrap">{message.body}</p>
            {message.providerMessageId && (
              <p className="mt-3 border-t border-line pt-2 text-xs text-muted">
                {message.channel === "email" ? "Mail server" : "SMS provider"} id{" "}
                <span className="font-mono">{message.providerMessageId.replace(/^<|>$/g, "")}</span>
              </p>
            )}
          </div>
        </details>
        <MessageActions message={message} onDone={onDone} />
      </div>
    </article>
  );
}

const whom: Record<Message["recipientRole"], string> = {
  attendee: "the attendee",
  host: "you",
  fixed: "nobody",
  receiver: "nobody",
};
