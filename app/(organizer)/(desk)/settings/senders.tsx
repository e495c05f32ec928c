"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/app/_components/button";
import { StatusBadge } from "@/app/_components/status-badge";
import { formErrors } from "@/app/_lib/form-error";
import { useTRPC } from "@/app/_lib/trpc";
import {
  channelSubjects,
  checkInWords,
  providerNames,
  type Sender,
  senderStateNames,
  senderTones,
} from "../../_components/sender-words";
import { useAccountTime } from "../../_lib/account-context";
import { pollInterval } from "../../_lib/poll-interval";

/** Who messages leave from, how each stands, and the way to check it. */
export function Senders({ initial }: { initial: Sender[] }) {
  const trpc = useTRPC();
  const senders = useQuery({
    ...trpc.sender.list.queryOptions(),
    initialData: initial,
    refetchInterval: ({ state }) =>
      pollInterval(state.data?.some((sender) => sender.state === "probing") ?? false),
  });
  return (
    <ul className="divide-y divide-line border-y border-line">
      {senders.data.map((sender) => (
        <li key={sender.id} className="py-4">
          <SenderFacts sender={sender} onChecked={() => senders.refetch()} />
        </li>
      ))}
    </ul>
  );
}

function SenderFacts({ sender, onChecked }: { sender: Sender; onChecked: () => unknown }) {
  const format = useAccountTime();
  const trpc = useTRPC();
  const [words, setWords] = useState<string | null>(null);
  const check = useMutation(
    trpc.sender.check.mutationOptions({
      onSuccess: (answer) => {
        setWords(checkInWords(answer));
        onChecked();
      },
      onError: (error) => setWords(formErrors(error)[0]?.message ?? null),
    }),
  );
  const at = (iso: string) => `${format.shortDay(new Date(iso))}, ${format.time(new Date(iso))}`;
  const what = channelSubjects[sender.channel];
  const provider = providerNames[sender.provider] ?? sender.provider;
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 font-medium">
          {what}
          <StatusBadge tone={senderTones[sender.state]}>{senderStateNames[sender.state]}</StatusBadge>
        </p>
        <p className="text-sm text-muted">
          By {provider}
          {sender.name && (
            <>
              , from <span className="tabular">{sender.name}</span>
            </>
          )}
        </p>
        {sender.state !== "working" && (
          <p className="mt-1 text-sm text-bad-text">
            {sender.meaning} (code {sender.code}) {sender.remedy}
          </p>
        )}
        <p className="mt-1 text-sm text-muted">
          {sender.stoppedAt && `Stopped since ${at(sender.stoppedAt)}. `}
          {sender.lastCheckedAt
            ? `Checked ${at(sender.lastCheckedAt)}: ${sender.lastCheck ? sender.lastCheck.meaning : "the account is in order."}`
            : "Not checked yet."}
        </p>
        <p role="status" className="mt-1 text-sm font-medium empty:hidden">
          {words}
        </p>
      </div>
      <Button
        variant="secondary"
        size="small"
        isPending={check.isPending}
        aria-label={`Check now: ${what} by ${provider}`}
        onPress={() => check.mutate({ id: sender.id })}
      >
        Check now
      </Button>
    </div>
  );
}
