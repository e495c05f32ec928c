import type { Metadata } from "next";
import Link from "next/link";
import { cache } from "react";
import { Card } from "@/app/_components/card";
import { EmptyState } from "@/app/_components/empty-state";
import { ChevronIcon } from "@/app/_components/icons/chevron-icon";
import { Initials } from "@/app/_components/initials";
import { foundOr404 } from "@/app/_lib/found-or-404";
import { serverCaller } from "@/app/_lib/server-caller";
import { BookingShell } from "../_components/booking-shell";
import { lengthInWords } from "../_components/length-in-words";

type PageProps = { params: Promise<{ username: string }> };

const loadProfile = cache(async (username: string) =>
  foundOr404((await serverCaller()).profile.get({ username })),
);

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { name } = await loadProfile((await params).username);
  const title = `Book a time with ${name}`;
  return {
    title,
    description: `${title}.`,
    openGraph: { title, description: `${title}.`, type: "profile", siteName: "Punctual" },
  };
}

export default async function ProfilePage({ params }: PageProps) {
  const { name, username, eventTypes } = await loadProfile((await params).username);
  return (
    <BookingShell width="medium">
      <header className="flex flex-col items-center pt-6 pb-8 text-center">
        <Initials name={name} className="size-16 text-xl" />
        <h1 className="mt-4 text-2xl font-semibold tracking-tight">{name}</h1>
        {eventTypes.length > 0 && <p className="mt-1 text-muted">Choose what to book.</p>}
      </header>
      {eventTypes.length === 0 ? (
        <Card>
          <EmptyState title="Nothing to book here yet">
            {name} offers no public meetings at the moment. If you have a link to one, use that.
          </EmptyState>
        </Card>
      ) : (
        <ul className="grid gap-3">
          {eventTypes.map((eventType) => (
            <li key={eventType.id}>
              <EventTypeLink username={username} eventType={eventType} />
            </li>
          ))}
        </ul>
      )}
    </BookingShell>
  );
}

type ListedEventType = Awaited<ReturnType<typeof loadProfile>>["eventTypes"][number];

function EventTypeLink({ username, eventType }: { username: string; eventType: ListedEventType }) {
  const { slug, title, description, lengthMinutes } = eventType;
  return (
    <Link
      href={`/${username}/${slug}`}
      className="flex min-h-20 items-center justify-between gap-4 rounded-xl border border-line bg-surface p-5 shadow-card transition-colors duration-150 hover:border-accent hover:bg-accent-softer"
    >
      <span className="min-w-0">
        <span className="block font-semibold">{title}</span>
        <span className="mt-0.5 block text-sm text-muted">{lengthInWords(lengthMinutes)}</span>
        {description && <span className="mt-2 line-clamp-2 block text-sm text-muted">{description}</span>}
      </span>
      <ChevronIcon direction="right" className="text-muted" />
    </Link>
  );
}
