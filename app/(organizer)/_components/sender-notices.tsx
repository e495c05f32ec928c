"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { formErrors } from "@/app/_lib/form-error";
import { useTRPC } from "@/app/_lib/trpc";
import { groupStops } from "@/server/domain/senders/group-stops";
import { headlineOf } from "@/server/domain/senders/sender-words";
import { useAccountTime, useClock } from "../_lib/account-context";
import { pollInterval } from "../_lib/poll-interval";
import { DoneNote } from "./done-note";
import { checkInWords, type Sender } from "./sender-words";

const minuteMs = 60_000;

/** Says what can't leave, since when and why, with a button that looks again; nothing while all leaves. */
export function SenderNotices({ initial }: { initial: Sender[] }) {
  const trpc = useTRPC();
  const [done, setDone] = useState<string | null>(null);
  const senders = useQuery({
    ...trpc.sender.list.queryOptions(),
    initialData: initial,
    refetchInterval: ({ state }) =>
      pollInterval(state.data?.some((sender) => sender.state === "probing") ?? false),
  });
  const stops = groupStops(senders.data);
  return (
    <>
      {stops.map((stop) => (
        <StopNotice
          key={stop.map(({ id }) => id).join(" ")}
          stop={stop}
          onChecked={(worksNow) => {
            setDone(worksNow);
            return senders.refetch();
          }}
        />
      ))}
      {stops.length === 0 && <DoneNote words={done} />}
    </>
  );
}

type StopNoticeProps = {
  /** The senders that one thing has stopped. */
  stop: [Sender, ...Sender[]];
  /** Called after a check, with what to say where the notice goes since all is well again. */
  onChecked: (worksNow: string | null) => unknown;
};

function StopNotice({ stop, onChecked }: StopNoticeProps) {
  const format = useAccountTime();
  const now = useClock(minuteMs);
  const trpc = useTRPC();
  const [words, setWords] = useState<string | null>(null);
  const check = useMutation(
    trpc.sender.check.mutationOptions({
      onSuccess: (answer) => {
        const said = checkInWords(answer);
        setWords(said);
        onChecked(answer.outcome === "works" ? said : null);
      },
      onError: (error) => setWords(formErrors(error)[0]?.message ?? null),
    }),
  );
  const [first] = stop;
  const headline = headlineOf(stop, first.state);
  const heldCount = stop.reduce((sum, sender) => sum + sender.heldCount, 0);
  const at = (iso: string) => `${format.relativeDay(new Date(iso), now)} at ${format.time(new Date(iso))}`;
  return (
    <Banner
      tone={first.state === "probing" ? "warn" : "bad"}
      className="mt-5"
      title={headline}
      action={
        <Button
          variant="secondary"
          size="small"
          isPending={check.isPending}
          aria-label={`Check now: ${headline}`}
          onPress={() => check.mutate({ id: first.id })}
        >
          Check now
        </Button>
      }
    >
      <div className="mt-1 flex flex-col gap-1.5">
        <p>
          {first.meaning} <span className="whitespace-nowrap">(code {first.code})</span>
          {first.stoppedAt && <> Since {at(first.stoppedAt)}.</>}
        </p>
        <p>{first.remedy}</p>
        <p>
          {heldInWords(heldCount)}{" "}
          {first.nextCheckAt
            ? `Punctual looks again by itself ${at(first.nextCheckAt)}.`
            : "The next message is tried on its own; the rest follow when it gets through."}
        </p>
        <p role="status" className="font-medium empty:hidden">
          {words}
        </p>
      </div>
    </Banner>
  );
}

function heldInWords(count: number): string {
  if (count === 0) return "None of your messages waits for it yet.";
  const subject = count === 1 ? "One of your messages waits" : `${count} of your messages wait`;
  return `${subject}; what is still of use goes out once they leave again.`;
}
