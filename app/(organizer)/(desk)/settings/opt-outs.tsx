"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/app/_components/button";
import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { useTRPC } from "@/app/_lib/trpc";
import { useAccountTime } from "../../_lib/account-context";
import { firstOptOuts } from "./first-opt-outs";
import { RemoveOptOutDialog } from "./remove-opt-out-dialog";

type OptOutList = RouterOutputs["optOut"]["list"];
export type OptOut = OptOutList["items"][number];

/** The numbers that want no texts, with the way to take one off the list. */
export function OptOuts({ initial }: { initial: OptOutList }) {
  const trpc = useTRPC();
  const [skip, setSkip] = useState(0);
  const page = { ...firstOptOuts, skip };
  const list = useQuery({
    ...trpc.optOut.list.queryOptions(page),
    initialData: skip === 0 ? initial : undefined,
    placeholderData: keepPreviousData,
  });
  const [removing, setRemoving] = useState<OptOut | null>(null);
  const [note, setNote] = useState("");
  const { items, total } = list.data ?? initial;
  return (
    <div>
      {total === 0 ? (
        <p className="text-muted">Nobody has asked for no texts.</p>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {items.map((optOut) => (
            <li key={optOut.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
              <OptOutFacts optOut={optOut} />
              <Button
                variant="secondary"
                size="small"
                onPress={() => setRemoving(optOut)}
                aria-label={`Remove ${optOut.name ?? optOut.phoneNumber}`}
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      {total > page.take && (
        <div className="mt-3 flex flex-wrap items-center justify-between gap-2">
          <p className="text-sm text-muted">
            {skip + 1}–{Math.min(skip + page.take, total)} of {total}
          </p>
          <div className="flex gap-2">
            <Button
              variant="secondary"
              size="small"
              isDisabled={skip === 0}
              onPress={() => setSkip(skip - page.take)}
            >
              Later ones
            </Button>
            <Button
              variant="secondary"
              size="small"
              isDisabled={skip + page.take >= total}
              onPress={() => setSkip(skip + page.take)}
            >
              Earlier ones
            </Button>
          </div>
        </div>
      )}
      <p role="status" className="mt-2 text-sm text-good-text">
        {note}
      </p>
      {removing && (
        <RemoveOptOutDialog
          optOut={removing}
          onRemoved={() => {
            setNote(`${removing.name ?? removing.phoneNumber} can get your texts again.`);
            return list.refetch();
          }}
          onClose={() => setRemoving(null)}
        />
      )}
    </div>
  );
}

const sources: Record<OptOut["source"], string> = {
  reply: "Replied STOP",
  provider: "Their carrier says that they replied STOP",
};

function OptOutFacts({ optOut: { name, phoneNumber, source, optedOutAt } }: { optOut: OptOut }) {
  const format = useAccountTime();
  const at = new Date(optedOutAt);
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-center gap-x-3 font-medium">
        {name ?? "Nobody who booked"}
        <span className="tabular text-sm font-normal text-muted">{phoneNumber}</span>
      </p>
      <p className="text-sm text-muted">
        {sources[source]}, {format.fullDay(at)}, {format.time(at)}
      </p>
    </div>
  );
}
