"use client";

import { useQuery } from "@tanstack/react-query";
import { Banner } from "@/app/_components/banner";
import { TextLink } from "@/app/_components/text-link";
import { useTRPC } from "@/app/_lib/trpc";
import { actionRoutes, type StepAction } from "@/server/domain/workflows/workflow";
import { senderOfChannel } from "../../_components/sender-words";

/** Warns before a workflow is switched on that what it sends would have to wait. */
export function StoppedSendersNote({ actions }: { actions: readonly StepAction[] }) {
  const trpc = useTRPC();
  const { data: senders = [] } = useQuery(trpc.sender.list.queryOptions());
  const channels = new Set(actions.map((action) => actionRoutes[action].channel));
  const stopped = [...channels].flatMap((channel) => {
    const sender = senderOfChannel(senders, channel);
    return sender && sender.state !== "working" ? [sender] : [];
  });
  const shown = stopped.filter((sender, index) => stopped.indexOf(sender) === index);
  return shown.map((sender) => (
    <Banner key={sender.id} tone="warn" className="mt-4" title={`${sender.headline}: it would wait`}>
      {sender.meaning} {sender.remedy} <TextLink href="/settings#sending">See how sending stands</TextLink>
    </Banner>
  ));
}
