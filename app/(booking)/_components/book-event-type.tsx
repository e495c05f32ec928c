import { headers } from "next/headers";
import { pageLocale } from "@/app/_lib/page-locale";
import type { BookableEventType } from "./bookable";
import { BookingFlow } from "./booking-flow";
import { BookingShell } from "./booking-shell";
import { chosenLength } from "./chosen-length";
import { loadFirstMonth } from "./load-first-month";
import { phoneHintFor } from "./phone-hint";
import type { SlotWish } from "./use-month-slots";

type BookEventTypeProps = {
  eventType: BookableEventType;
  reference: SlotWish["eventType"];
  /** The length in the page's address. */
  length?: string | string[];
};

/** The page on which an event type is booked, with the first month of its times. */
export async function BookEventType({ eventType, reference, length }: BookEventTypeProps) {
  const { lengthChoicesMinutes, lengthMinutes, lockedTimeZone, host } = eventType;
  const text = typeof length === "string" ? length : null;
  const wish = {
    eventType: reference,
    lengthMinutes:
      lengthChoicesMinutes.length > 1 ? chosenLength(text, lengthChoicesMinutes, lengthMinutes) : undefined,
  };
  return (
    <BookingShell width="wide">
      <BookingFlow
        eventType={eventType}
        reference={reference}
        initial={await loadFirstMonth(wish, { timeZone: lockedTimeZone ?? host.timeZone })}
        renderedAt={new Date().toISOString()}
        phoneHint={phoneHintFor(pageLocale((await headers()).get("accept-language")))}
      />
    </BookingShell>
  );
}
