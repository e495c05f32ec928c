"use client";

import { useQuery } from "@tanstack/react-query";
import { Card } from "@/app/_components/card";
import { StatusBadge } from "@/app/_components/status-badge";
import { TextLink } from "@/app/_components/text-link";
import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { useTRPC } from "@/app/_lib/trpc";
import { type Sender, senderLabel, senderStateNames, senderTones } from "../../_components/sender-words";
import { useAccountTime } from "../../_lib/account-context";
import { pollInterval } from "../../_lib/poll-interval";
import { messagesAddress } from "../messages/messages-address";

type FailingRecipients = RouterOutputs["message"]["failingRecipients"];

type DeliverySectionProps = { initial: { senders: Sender[]; failing: FailingRecipients } };

/** Whether messages leave, and whom they keep failing to reach. */
export function DeliverySection({ initial }: DeliverySectionProps) {
  const trpc = useTRPC();
  const refetchInterval = pollInterval(false);
  const senders = useQuery({
    ...trpc.sender.list.queryOptions(),
    initialData: initial.senders,
    refetchInterval,
  }).data;
  const failing = useQuery({
    ...trpc.message.failingRecipients.queryOptions(),
    initialData: initial.failing,
    refetchInterval,
  }).data;
  return (
    <section aria-labelledby="delivery" className="mt-10">
      <h2 id="delivery" className="mb-3 text-lg font-semibold tracking-tight">
        Delivery
      </h2>
      <Card className="p-4 sm:p-5">
        <ul className="flex flex-wrap gap-x-6 gap-y-2">
          {inOrder(senders).map((sender) => (
            <li key={sender.id} className="flex items-center gap-2">
              <span>{senderLabel(sender, senders)}</span>
              <StatusBadge tone={senderTones[sender.state]}>{senderStateNames[sender.state]}</StatusBadge>
            </li>
          ))}
        </ul>
        <FailingList failing={failing} />
      </Card>
    </section>
  );
}

function FailingList({ failing: { days, total, items } }: { failing: FailingRecipients }) {
  const format = useAccountTime();
  if (items.length === 0) {
    return (
      <p className="mt-3 text-muted">No number or address has failed repeatedly in the last {days} days.</p>
    );
  }
  return (
    <>
      <h3 className="mt-5 font-semibold">
        {total === 1 ? "A recipient whom messages" : `${total} recipients whom messages`} keep failing to
        reach
      </h3>
      <ul className="mt-2 divide-y divide-line border-y border-line">
        {items.map(({ recipient, failureCount, lastFailedAt, lastMessageId, meaning }) => (
          <li key={recipient} className="py-3">
            <p className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span className="tabular font-medium break-all">{recipient}</span>
              <TextLink href={messagesAddress({ group: "attention", sameRecipientAs: lastMessageId })}>
                {failureCount} failures<span className="sr-only"> to {recipient}</span>
              </TextLink>
            </p>
            <p className="text-sm text-muted">
              Last {format.shortDay(new Date(lastFailedAt))}, {format.time(new Date(lastFailedAt))}: {meaning}
            </p>
          </li>
        ))}
      </ul>
      {total > items.length && (
        <p className="mt-3 text-sm text-muted">
          And {total - items.length} more. <TextLink href="/messages">See all messages that failed</TextLink>
        </p>
      )}
    </>
  );
}

const channelOrder = ["sms", "whatsapp", "email", "webhook"];

/** Always in the same order, so that nothing jumps when one stops. */
function inOrder(senders: readonly Sender[]): Sender[] {
  return senders.toSorted((a, b) => channelOrder.indexOf(a.channel) - channelOrder.indexOf(b.channel));
}
