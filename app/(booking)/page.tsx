import type { Metadata } from "next";
import { ButtonLink } from "@/app/_components/button-link";
import { serverCaller } from "@/app/_lib/server-caller";
import { BookingShell } from "./_components/booking-shell";

export const metadata: Metadata = {
  title: { absolute: "Punctual" },
  description: "Scheduling that sends every message it promises.",
};

export default async function StartPage() {
  const organizer = await (await serverCaller()).profile.only();
  return (
    <BookingShell width="medium">
      <div className="flex flex-col items-center py-16 text-center">
        {/* biome-ignore lint/performance/noImgElement: a drawing of half a kilobyte needs no optimisation */}
        <img src="/icon.svg" alt="" width={64} height={64} />
        <h1 className="mt-6 text-3xl font-semibold tracking-tight">Punctual</h1>
        <p className="mt-3 max-w-md text-lg text-muted">
          {organizer
            ? `This is where you book time with ${organizer.name}.`
            : "This is where people book time with the organizers who work here."}
        </p>
        <div className="mt-8 flex flex-wrap justify-center gap-3">
          {organizer && <ButtonLink href={`/${organizer.username}`}>Book a time</ButtonLink>}
          <ButtonLink href="/sign-in" variant="secondary">
            Sign in as organizer
          </ButtonLink>
        </div>
        {!organizer && <p className="mt-6 text-sm text-muted">To book, use the link that you were given.</p>}
      </div>
    </BookingShell>
  );
}
