"use client";

import { Button } from "@/app/_components/button";
import { ButtonLink } from "@/app/_components/button-link";
import { EmptyState } from "@/app/_components/empty-state";
import type { MessageOutcome } from "@/server/domain/workflows/message-groups";
import { type RunsPlace, runsAddress } from "./runs-address";

type NoRunsProps = { workflowId: number; place: RunsPlace; search: string; onClearSearch: () => void };

/** Why a log shows nothing, and what to do about it. */
export function NoRuns({ workflowId, place, search, onClearSearch }: NoRunsProps) {
  const isFiltered = place.channel !== null || place.period !== "ever";
  if (search !== "") {
    return (
      <EmptyState
        title="Nobody found"
        action={
          <Button variant="secondary" onPress={onClearSearch}>
            Clear the search
          </Button>
        }
      >
        No message of this list fits what you search for. Look in “All”, or search for part of a name, an
        address or a number.
      </EmptyState>
    );
  }
  if (isFiltered) {
    const everything = { ...place, channel: null, period: "ever", fromOn: null, untilOn: null } as const;
    return (
      <EmptyState
        title="Nothing in this selection"
        action={
          <ButtonLink variant="secondary" href={runsAddress(workflowId, everything)}>
            Clear the filters
          </ButtonLink>
        }
      >
        No message of this list has this channel and was due on these days.
      </EmptyState>
    );
  }
  const { title, words } = emptyWords[place.outcome];
  return <EmptyState title={title}>{words}</EmptyState>;
}

const emptyWords: Record<MessageOutcome, { title: string; words: string }> = {
  so_far: {
    title: "Nothing yet",
    words: "Once a booking sets this workflow off and its time has come, each message is kept here.",
  },
  attention: { title: "Nothing needs you", words: "No message of this workflow went wrong." },
  moving: { title: "Nothing on its way", words: "Messages pass through here within seconds of their time." },
  scheduled: {
    title: "Nothing scheduled",
    words: "Messages of coming meetings wait here for their time.",
  },
  sent: { title: "Nothing sent yet", words: "Messages are kept here once a provider has taken them." },
  stopped: {
    title: "Nothing was called off",
    words: "Messages that a booking no longer owes, or that couldn’t be sent, are kept here with the reason.",
  },
  all: {
    title: "Nothing yet",
    words: "Once a booking sets this workflow off, each message that it owes is listed here.",
  },
};
