"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { formErrors } from "@/app/_lib/form-error";
import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { useTRPC } from "@/app/_lib/trpc";
import { useAccountTime, useClock } from "../_lib/account-context";
import { ConfirmDialog } from "./confirm-dialog";

type Message = Pick<
  RouterOutputs["booking"]["timeline"]["messages"][number],
  "id" | "name" | "channel" | "recipient" | "state" | "tone" | "choices"
> & {
  /** Whom it is about, where the page shows several bookings. */
  attendeeName?: string;
};

type MessageActionsProps = { message: Message; onDone: (words: string) => unknown };

const minuteMs = 60_000;

/** What the organizer can do about one message: call it off, or have it sent anew. */
export function MessageActions({ message, onDone }: MessageActionsProps) {
  const [asking, setAsking] = useState<"cancel" | "retry" | null>(null);
  const { canCancel, retry } = message.choices;
  const now = useClock(minuteMs);
  const isInTrouble = message.tone === "bad" || message.tone === "warn";
  if (retry.kind === "refused" && !canCancel) {
    return isInTrouble && wentWrong.includes(message.state) ? (
      <p className="mt-1 text-sm text-muted">{retry.meaning}</p>
    ) : null;
  }
  const props = { message, onDone, onClose: () => setAsking(null) };
  const what = `${message.name}${message.attendeeName ? `, ${message.attendeeName}` : ""}`;
  return (
    <div className="relative mt-2 flex w-fit flex-wrap gap-2">
      {canCancel && (
        <Button
          variant="secondary"
          size="small"
          aria-label={`Call off: ${what}`}
          onPress={() => setAsking("cancel")}
        >
          Call off
        </Button>
      )}
      {retry.kind === "possible" && (
        <Button
          variant="secondary"
          size="small"
          aria-label={`${retryWords(message, now)}: ${what}`}
          onPress={() => setAsking("retry")}
        >
          {retryWords(message, now)}
        </Button>
      )}
      {asking === "cancel" && <CancelMessageDialog {...props} />}
      {asking === "retry" && retry.kind === "possible" && <RetryMessageDialog {...props} retry={retry} />}
    </div>
  );
}

type DialogProps = MessageActionsProps & { onClose: () => void };

function CancelMessageDialog({ message, onDone, onClose }: DialogProps) {
  const trpc = useTRPC();
  const cancel = useMutation(
    trpc.message.cancel.mutationOptions({
      onSuccess: () => {
        onClose();
        onDone(`“${message.name}” to ${message.recipient} is called off.`);
      },
    }),
  );
  const [failure] = cancel.isError ? formErrors(cancel.error) : [];
  return (
    <ConfirmDialog
      title={`Call off this ${noun(message)}?`}
      action="Call it off"
      isPending={cancel.isPending}
      failure={failure?.message}
      onClose={onClose}
      onConfirm={() => cancel.mutate({ id: message.id })}
    >
      <p>
        “{message.name}” to {message.recipient} won’t go out. All else that the booking owes stays as it is,
        and you can schedule this one again until its time is over.
      </p>
    </ConfirmDialog>
  );
}

type Retry = Extract<Message["choices"]["retry"], { kind: "possible" }>;

function RetryMessageDialog({ message, onDone, onClose, retry }: DialogProps & { retry: Retry }) {
  const trpc = useTRPC();
  const format = useAccountTime();
  const now = useClock(minuteMs);
  const when = (iso: string) => `${format.relativeDay(new Date(iso), now)} at ${format.time(new Date(iso))}`;
  const isLater = new Date(retry.dueAt) > now;
  const again = useMutation(
    trpc.message.retry.mutationOptions({
      onSuccess: ({ answer: { dueAt } }) => {
        onClose();
        const goes = new Date(dueAt) > new Date() ? `goes out ${when(dueAt)}` : "is on its way";
        onDone(`“${message.name}” to ${message.recipient} ${goes}.`);
      },
    }),
  );
  const [failure] = again.isError ? formErrors(again.error) : [];
  return (
    <ConfirmDialog
      title={`${retryWords(message, now)}?`}
      action={retryWords(message, now)}
      actionVariant={retry.mayHaveArrived ? "danger" : "primary"}
      isPending={again.isPending}
      failure={failure?.message}
      onClose={onClose}
      onConfirm={() => again.mutate({ id: message.id, mayArriveTwice: retry.mayHaveArrived })}
    >
      {retry.mayHaveArrived && (
        <Banner tone="warn" className="mb-4" title="It may have arrived">
          Nobody knows what became of the last attempt. If you send the {noun(message)} again,{" "}
          {message.recipient} may get it twice.
        </Banner>
      )}
      <p>
        “{message.name}” goes to {message.recipient} {isLater ? when(retry.dueAt) : "at once"}, with the text
        that its workflow has now.
      </p>
    </ConfirmDialog>
  );
}

const wentWrong = ["failed", "undelivered", "unconfirmed", "skipped"];

function retryWords({ state, choices: { retry } }: Message, now: Date): string {
  if (state === "failed" || state === "undelivered" || state === "unconfirmed") return "Send again";
  return retry.kind === "possible" && new Date(retry.dueAt) > now ? "Schedule again" : "Send now";
}

function noun({ channel }: Message): string {
  return channel === "sms" ? "text" : "mail";
}
