import type { Metadata } from "next";
import { serverCaller } from "@/app/_lib/server-caller";
import { pageNumber } from "../../_lib/page-number";
import { requireOrganizer } from "../../_lib/require-organizer";
import { isMessageGroup, messageIdOf, messagesAddress } from "./messages-address";
import { MessagesView } from "./messages-view";

export const metadata: Metadata = { title: "Messages" };

const pageSize = 20;

type MessagesPageProps = {
  searchParams: Promise<Record<"list" | "page" | "like", string | string[] | undefined>>;
};

export default async function MessagesPage({ searchParams }: MessagesPageProps) {
  const asked = await searchParams;
  const group = isMessageGroup(asked.list) ? asked.list : "attention";
  const page = pageNumber(asked.page);
  const sameRecipientAs = messageIdOf(asked.like);
  await requireOrganizer(messagesAddress({ group, page, sameRecipientAs }));
  const input = { group, sameRecipientAs, skip: (page - 1) * pageSize, take: pageSize };
  const { message, sender } = await serverCaller();
  const [list, senders] = await Promise.all([message.list(input), sender.list()]);
  return (
    <MessagesView
      key={`${group}:${page}:${sameRecipientAs}`}
      input={input}
      page={page}
      initial={{ list, senders }}
    />
  );
}
