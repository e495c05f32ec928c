"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Banner } from "@/app/_components/banner";
import { Card } from "@/app/_components/card";
import { EmptyState } from "@/app/_components/empty-state";
import { PageHeading } from "@/app/_components/page-heading";
import { TextLink } from "@/app/_components/text-link";
import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { useTRPC } from "@/app/_lib/trpc";
import { type MessageGroup, messageGroups } from "@/server/domain/workflows/message-groups";
import { DoneNote } from "../../_components/done-note";
import { MessageRow } from "../../_components/message-row";
import { PageLinks } from "../../_components/page-links";
import { SenderNotices } from "../../_components/sender-notices";
import { StaleNote } from "../../_components/stale-note";
import { TabLinks } from "../../_components/tab-links";
import { useClock } from "../../_lib/account-context";
import { pollInterval } from "../../_lib/poll-interval";
import { useSignedOutRedirect } from "../../_lib/use-signed-out-redirect";
import { messagesAddress } from "./messages-address";

type MessagesViewProps = {
  input: { group: MessageGroup; sameRecipientAs: string | undefined; skip: number; take: number };
  page: number;
  initial: { list: RouterOutputs["message"]["list"]; senders: RouterOutputs["sender"]["list"] };
};

const minuteMs = 60_000;

export function MessagesView({ input, page, initial }: MessagesViewProps) {
  const trpc = useTRPC();
  const now = useClock(minuteMs);
  const [done, setDone] = useState<string | null>(null);
  const { group, sameRecipientAs } = input;
  const list = useQuery({
    ...trpc.message.list.queryOptions(input),
    initialData: initial.list,
    refetchInterval: ({ state }) => pollInterval(isAnythingMoving(state.data)),
  });
  useSignedOutRedirect(list.error);
  const { items, counts, recipient } = list.data;
  return (
    <>
      <PageHeading
        title="Messages"
        description="Every text and mail that your bookings owe, and what became of it."
      />
      <SenderNotices initial={initial.senders} />
      {sameRecipientAs && (
        <Banner className="mt-5" action={<TextLink href={messagesAddress({ group })}>Show all</TextLink>}>
          {recipient === null ? "There is no such message." : `Only messages to ${recipient}.`}
        </Banner>
      )}
      <div className="mt-6">
        <TabLinks
          label="Lists of messages"
          tabs={messageGroups.map((id) => ({
            href: messagesAddress({ group: id, sameRecipientAs }),
            label: groupNames[id],
            count: counts[id],
            isHere: id === group,
            alarming: id === "attention",
          }))}
        />
      </div>
      <StaleNote isStale={list.isError} updatedAt={list.dataUpdatedAt} />
      <DoneNote words={done} />
      {items.length > 0 ? (
        <Card className="mt-5">
          <ul className="divide-y divide-line">
            {items.map((item) => (
              <li key={item.id}>
                <MessageRow
                  item={item}
                  now={now}
                  onDone={(words) => {
                    setDone(words);
                    return list.refetch();
                  }}
                />
              </li>
            ))}
          </ul>
        </Card>
      ) : (
        <EmptyState title={emptyTitles[group]}>{emptyWords[group]}</EmptyState>
      )}
      <PageLinks
        page={page}
        pageSize={input.take}
        total={counts[group]}
        hrefOf={(to) => messagesAddress({ group, page: to, sameRecipientAs })}
      />
    </>
  );
}

function isAnythingMoving(list: RouterOutputs["message"]["list"] | undefined): boolean {
  return list !== undefined && (list.isMoving || list.counts.moving > 0);
}

const groupNames: Record<MessageGroup, string> = {
  attention: "Needs attention",
  moving: "On their way",
  scheduled: "Scheduled",
  sent: "Sent",
  stopped: "Not needed",
};

const emptyTitles: Record<MessageGroup, string> = {
  attention: "Nothing needs you",
  moving: "Nothing on its way",
  scheduled: "Nothing scheduled",
  sent: "Nothing sent yet",
  stopped: "Nothing was called off",
};

const emptyWords: Record<MessageGroup, string> = {
  attention:
    "Every message got through or is still to be sent. One that fails shows up here, with the reason.",
  moving: "Messages pass through here within seconds of their time.",
  scheduled: "Reminders of coming meetings wait here for their time.",
  sent: "Messages are kept here once a provider has taken them.",
  stopped: "Messages that a booking no longer owes are kept here, with the reason.",
};
