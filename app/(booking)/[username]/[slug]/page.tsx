import type { Metadata } from "next";
import { headers } from "next/headers";
import { cache } from "react";
import { foundOr404 } from "@/app/_lib/found-or-404";
import { pageLocale } from "@/app/_lib/page-locale";
import { serverCaller } from "@/app/_lib/server-caller";
import { BookingFlow } from "../../_components/booking-flow";
import { BookingShell } from "../../_components/booking-shell";
import { lengthInWords } from "../../_components/length-in-words";
import { loadFirstMonth } from "../../_components/load-first-month";
import { phoneHintFor } from "../../_components/phone-hint";

type PageProps = { params: Promise<{ username: string; slug: string }> };

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

export default async function BookPage({ params }: PageProps) {
  const { username, slug } = await params;
  const eventType = await loadEventType(username, slug);
  return (
    <BookingShell width="wide">
      <BookingFlow
        eventType={eventType}
        initial={await loadFirstMonth({ eventTypeId: eventType.id }, { timeZone: eventType.host.timeZone })}
        renderedAt={new Date().toISOString()}
        phoneHint={phoneHintFor(pageLocale((await headers()).get("accept-language")))}
      />
    </BookingShell>
  );
}
