import { Banner } from "@/app/_components/banner";
import type { TimeFormat } from "@/app/_lib/time-format";

/** What there is to say about how the reader came here. */
export type BookingNote = "moved" | "in-flight";

type BookingNotesProps = { note: BookingNote | null; formerStartsAt: string | null; format: TimeFormat };

/** Says that a booking was moved, and what could not be stopped when it was. */
export function BookingNotes({ note, formerStartsAt, format }: BookingNotesProps) {
  if (formerStartsAt === null) return null;
  const former = new Date(formerStartsAt);
  return (
    <div className="mt-6 grid gap-2">
      <Banner tone="accent" title={note === "moved" ? "You followed an older link" : undefined}>
        This booking was moved. It used to be on {format.day(former)} at {format.time(former)}.
      </Banner>
      {note === "in-flight" && (
        <Banner tone="warn" title="A message was already on its way">
          It went out while you moved the booking and may still name the old time. The time on this page is
          the right one.
        </Banner>
      )}
    </div>
  );
}
