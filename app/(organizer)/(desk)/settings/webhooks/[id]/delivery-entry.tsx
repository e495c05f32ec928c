"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { Button } from "@/app/_components/button";
import { ChevronIcon } from "@/app/_components/icons/chevron-icon";
import { StatusBadge } from "@/app/_components/status-badge";
import type { Tone } from "@/app/_components/tone";
import { formErrors } from "@/app/_lib/form-error";
import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { useTRPC } from "@/app/_lib/trpc";
import { useAccountTime } from "../../../../_lib/account-context";
import { triggerWords } from "../trigger-words";

type Delivery = RouterOutputs["webhook"]["deliveries"]["items"][number];
type DeliveryEntryProps = { delivery: Delivery; isOn: boolean; onReplayed: () => unknown };

/** One delivery: what it told, what was answered to each attempt, and the way to repeat it. */
export function DeliveryEntry({ delivery, isOn, onReplayed }: DeliveryEntryProps) {
  const trpc = useTRPC();
  const format = useAccountTime();
  const replay = useMutation(trpc.webhook.replay.mutationOptions({ onSuccess: onReplayed }));
  const { label, tone } = stateWords[delivery.state];
  const when = (iso: string) => `${format.day(new Date(iso))}, ${format.time(new Date(iso))}`;
  const name = triggerWords[delivery.trigger];
  return (
    <article className="px-4 py-3.5">
      <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
        <h3 className="min-w-0 font-medium">{name}</h3>
        <StatusBadge tone={tone}>{label}</StatusBadge>
      </div>
      <p className="text-sm text-muted">
        {when(delivery.createdAt)}
        {delivery.replayOfId && ", delivered again"}
        {delivery.bookingUid && (
          <>
            {", "}
            <Link href={`/bookings/${delivery.bookingUid}`} className="text-accent-text underline">
              booking
            </Link>
          </>
        )}
      </p>
      {delivery.nextAttemptAt && delivery.attempts.length > 0 && (
        <p className="mt-1 text-sm">Next attempt: {when(delivery.nextAttemptAt)}.</p>
      )}
      <details className="group mt-1 text-sm">
        <summary className="-mx-1 inline-flex min-h-8 cursor-pointer list-none items-center gap-1 rounded-sm px-1 font-medium text-accent-text [&::-webkit-details-marker]:hidden">
          <ChevronIcon direction="right" className="size-4 group-open:rotate-90" />
          {attemptsInWords(delivery.attempts.length)}, and what it says
          <span className="sr-only">: {name}</span>
        </summary>
        <ol className="mt-1 flex flex-col gap-2">
          {delivery.attempts.map((attempt) => (
            <li key={attempt.number}>
              {when(attempt.startedAt)}: {attempt.meaning}
              {attempt.answer && (
                <p className="mt-1 rounded-md bg-sunken p-2 font-mono text-xs break-words whitespace-pre-wrap">
                  {attempt.answer}
                </p>
              )}
            </li>
          ))}
        </ol>
        <p className="mt-2 rounded-md bg-sunken p-3 font-mono text-xs break-words whitespace-pre-wrap">
          {readable(delivery.body)}
        </p>
      </details>
      {delivery.endedAt !== null && isOn && (
        <Button
          className="mt-2"
          variant="secondary"
          size="small"
          isPending={replay.isPending}
          onPress={() => replay.mutate({ id: delivery.id })}
          aria-label={`Deliver again: ${name}`}
        >
          Deliver again
        </Button>
      )}
      {replay.isError && (
        <p role="alert" className="mt-1 text-sm text-bad-text">
          {formErrors(replay.error)[0]?.message}
        </p>
      )}
    </article>
  );
}

const stateWords: Record<Delivery["state"], { label: string; tone: Tone }> = {
  waiting: { label: "Waiting", tone: "warn" },
  sending: { label: "Being delivered", tone: "accent" },
  delivered: { label: "Delivered", tone: "good" },
  failed: { label: "Failed", tone: "bad" },
  cancelled: { label: "Called off", tone: "neutral" },
};

function attemptsInWords(count: number): string {
  if (count === 0) return "No attempt yet";
  return count === 1 ? "One attempt" : `${count} attempts`;
}

/** JSON as people read it; anything else as it is. */
function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
