import type { Metadata } from "next";
import { serverCaller } from "@/app/_lib/server-caller";
import { pageNumber } from "../../_lib/page-number";
import { requireOrganizer } from "../../_lib/require-organizer";
import { isMessageGroup, messagesAddress } from "./messages-address";
import { MessagesView } from "./messages-view";

export const metadata: Metadata = { title: "Messages" };

const pageSize = 20;

type MessagesPageProps = { searchParams: Promise<Record<"list" | "page", string | string[] | undefined>> };

export default async function MessagesPage({ searchParams }: MessagesPageProps) {
  const asked = await searchParams;
  const group = isMessageGroup(asked.list) ? asked.list : "attention";
  const page = pageNumber(asked.page);
  await requireOrganizer(messagesAddress({ group, page }));
  const input = { group, skip: (page - 1) * pageSize, take: pageSize };
  const initial = await (await serverCaller()).message.list(input);
  return <MessagesView key={`${group}:${page}`} input={input} page={page} initial={initial} />;
}
