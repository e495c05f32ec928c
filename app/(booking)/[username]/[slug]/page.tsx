import type { Metadata } from "next";
import { cache } from "react";
import { foundOr404 } from "@/app/_lib/found-or-404";
import { serverCaller } from "@/app/_lib/server-caller";
import { BookEventType } from "../../_components/book-event-type";
import { lengthInWords } from "../../_components/length-in-words";

type PageProps = {
  params: Promise<{ username: string; slug: string }>;
  searchParams: Promise<{ length?: string | string[] }>;
};

const loadEventType = cache(async (username: string, slug: string) =>
  foundOr404((await serverCaller()).profile.eventType({ username, slug })),
);

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { username, slug } = await params;
  const { title, lengthMinutes, description, host } = await loadEventType(username, slug);
  const summary =
    description || `${lengthInWords(lengthMinutes)} with ${host.name}. Choose a time that suits you.`;
  return {
    title: `${title} with ${host.name}`,
    description: summary,
    openGraph: {
      title: `${title} with ${host.name}`,
      description: summary,
      type: "website",
      siteName: "Punctual",
    },
  };
}

export default async function BookPage({ params, searchParams }: PageProps) {
  const { username, slug } = await params;
  const eventType = await loadEventType(username, slug);
  return <BookEventType eventType={eventType} reference={{ id: eventType.id }} {...(await searchParams)} />;
}
