import type { Metadata } from "next";
import { cache } from "react";
import { foundOr404 } from "@/app/_lib/found-or-404";
import { serverCaller } from "@/app/_lib/server-caller";
import { BookEventType } from "../../_components/book-event-type";

type PageProps = {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ length?: string | string[] }>;
};

export const metadata: Metadata = {
  title: "Choose a time",
  description: "A private link to book a time.",
  referrer: "no-referrer",
};

const loadEventType = cache(async (privateLinkToken: string) =>
  foundOr404((await serverCaller()).profile.privateEventType({ privateLinkToken })),
);

export default async function PrivateBookPage({ params, searchParams }: PageProps) {
  const { token } = await params;
  return (
    <BookEventType
      eventType={await loadEventType(token)}
      reference={{ privateLinkToken: token }}
      {...(await searchParams)}
    />
  );
}
