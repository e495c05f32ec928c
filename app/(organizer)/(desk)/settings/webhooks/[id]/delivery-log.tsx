"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Card } from "@/app/_components/card";
import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { useTRPC } from "@/app/_lib/trpc";
import { DoneNote } from "../../../../_components/done-note";
import { PageLinks } from "../../../../_components/page-links";
import { pollInterval } from "../../../../_lib/poll-interval";
import { DeliveryEntry } from "./delivery-entry";

export type DeliveryLogProps = {
  input: { id: string; skip: number; take: number };
  page: number;
  initial: RouterOutputs["webhook"]["deliveries"];
  /** Whether the webhook is on, so that something can be delivered again. */
  isOn: boolean;
};

/** What a webhook was told and is to be told, newest first. */
export function DeliveryLog({ input, page, initial, isOn }: DeliveryLogProps) {
  const trpc = useTRPC();
  const [done, setDone] = useState<string | null>(null);
  const log = useQuery({
    ...trpc.webhook.deliveries.queryOptions(input),
    initialData: initial,
    refetchInterval: ({ state }) =>
      pollInterval(state.data?.items.some(({ endedAt }) => endedAt === null) ?? false),
  });
  const { items, total } = log.data;
  return (
    <section aria-labelledby="log-title">
      <h2 id="log-title" className="text-lg font-semibold tracking-tight">
        Deliveries
      </h2>
      <DoneNote words={done} />
      {items.length === 0 ? (
        <p className="mt-2 text-muted">
          Nothing has happened yet that it is told of. Each delivery is listed here for a month, with what the
          server answered.
        </p>
      ) : (
        <Card className="mt-3">
          <ul className="divide-y divide-line">
            {items.map((delivery) => (
              <li key={delivery.id}>
                <DeliveryEntry
                  delivery={delivery}
                  isOn={isOn}
                  onReplayed={() => {
                    setDone("It is delivered again, as the newest of the list.");
                    return log.refetch();
                  }}
                />
              </li>
            ))}
          </ul>
        </Card>
      )}
      <PageLinks
        page={page}
        pageSize={input.take}
        total={total}
        hrefOf={(to) => `/settings/webhooks/${input.id}?page=${to}`}
      />
    </section>
  );
}
