"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/app/_components/button";
import { Card } from "@/app/_components/card";
import { PageHeading } from "@/app/_components/page-heading";
import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { useTRPC } from "@/app/_lib/trpc";
import { messageOutcomes } from "@/server/domain/workflows/message-groups";
import { BackLink } from "../../../../_components/back-link";
import { DoneNote } from "../../../../_components/done-note";
import { MessageRow } from "../../../../_components/message-row";
import { StaleNote } from "../../../../_components/stale-note";
import { TabLinks } from "../../../../_components/tab-links";
import { useClock } from "../../../../_lib/account-context";
import { pollInterval } from "../../../../_lib/poll-interval";
import { useSettled } from "../../../../_lib/use-settled";
import { useSignedOutRedirect } from "../../../../_lib/use-signed-out-redirect";
import { ExportRuns } from "./export-runs";
import { NoRuns } from "./no-runs";
import { outcomeNames } from "./outcome-words";
import { RunFilters } from "./run-filters";
import { type filterOfPlace, type RunsPlace, runsAddress } from "./runs-address";

type RunLogViewProps = {
  name: string;
  place: RunsPlace;
  filter: { id: number } & ReturnType<typeof filterOfPlace>;
  /** The first page; null where the chosen days are in the wrong order. */
  initial: RouterOutputs["workflow"]["listRuns"] | null;
};

const minuteMs = 60_000;
const searchSettlesMs = 350;

/** All that a workflow owed, and what became of it. */
export function RunLogView({ name, place, filter, initial }: RunLogViewProps) {
  const trpc = useTRPC();
  const now = useClock(minuteMs);
  const [typed, setTyped] = useState("");
  const [done, setDone] = useState<string | null>(null);
  // Kept here and posted: an address would carry whom it is about into histories and logs.
  const search = useSettled(typed.trim(), searchSettlesMs);
  const asked = { ...filter, search };
  const log = useInfiniteQuery({
    ...trpc.workflow.listRuns.infiniteQueryOptions(asked, { getNextPageParam: (page) => page.nextCursor }),
    enabled: initial !== null,
    initialData: initial && search === "" ? { pages: [initial], pageParams: [null] } : undefined,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => pollInterval(state.data?.pages.some((page) => page.isMoving) ?? false),
  });
  useSignedOutRedirect(log.error);
  const items = log.data?.pages.flatMap((page) => page.items) ?? [];
  const counts = log.data?.pages[0]?.counts;
  const total = counts?.[place.outcome] ?? 0;
  return (
    <>
      <BackLink href={`/workflows/${filter.id}`}>{name}</BackLink>
      <PageHeading
        title="Run log"
        description={`Every message that “${name}” owed, those that it didn’t send included, and why.`}
        actions={<ExportRuns filter={asked} isDisabled={total === 0} />}
      />
      <RunFilters
        workflowId={filter.id}
        place={place}
        search={typed}
        onSearch={setTyped}
        isSearching={log.isPlaceholderData}
      />
      <div className="mt-5">
        <TabLinks
          label="Outcomes"
          tabs={messageOutcomes.map((outcome) => ({
            href: runsAddress(filter.id, { ...place, outcome }),
            label: outcomeNames[outcome],
            count: counts?.[outcome] ?? 0,
            isHere: outcome === place.outcome,
            alarming: outcome === "attention",
          }))}
        />
      </div>
      <StaleNote isStale={log.isError} updatedAt={log.dataUpdatedAt} />
      <DoneNote words={done} />
      {items.length > 0 && (
        <Card className="mt-5">
          <ul className="divide-y divide-line" aria-label="Messages">
            {items.map((item) => (
              <li key={item.id}>
                <MessageRow
                  item={item}
                  now={now}
                  isOfOneWorkflow
                  onDone={(words) => {
                    setDone(words);
                    return log.refetch();
                  }}
                />
              </li>
            ))}
          </ul>
        </Card>
      )}
      {items.length === 0 && !log.isPlaceholderData && (
        <NoRuns workflowId={filter.id} place={place} search={search} onClearSearch={() => setTyped("")} />
      )}
      {items.length > 0 && (
        <div className="mt-5 flex flex-wrap items-center justify-between gap-4">
          <p className="tabular text-sm text-muted">
            {items.length} of {total}
          </p>
          {log.hasNextPage && (
            <Button
              variant="secondary"
              isPending={log.isFetchingNextPage}
              onPress={() => void log.fetchNextPage()}
            >
              Show more
            </Button>
          )}
        </div>
      )}
    </>
  );
}
