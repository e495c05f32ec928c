import { Temporal } from "temporal-polyfill";
import type { RouterInputs } from "@/app/_lib/router-inputs";
import type { RouterOutputs } from "@/app/_lib/router-outputs";
import type { BookingOccasion } from "@/server/domain/workflows/notices";
import type { EventTypeChoice } from "../event-type-choice";

export type PlanAnswer = RouterOutputs["workflow"]["previewPlan"];
export type PlanMessage = PlanAnswer["notifications"][number];

/** What is asked about: a made-up booking, or one of the organizer's where there is a uid. */
export type PlanQuestion = {
  occasion: BookingOccasion;
  bookingUid: string | null;
  eventTypeId: number;
  lengthMinutes: number;
  /** On the organizer's calendar and clock. */
  startsOn: string;
  startMinute: number;
  timeZone: string;
  hasPhone: boolean;
  isReturning: boolean;
};

const daysAhead = 3;

/** The question that a page begins with: a meeting in a few days at ten, by somebody in the organizer's zone. */
export function firstQuestion(eventType: EventTypeChoice, timeZone: string, now: Date): PlanQuestion {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  return {
    occasion: "created",
    bookingUid: null,
    eventTypeId: eventType.id,
    lengthMinutes: eventType.lengthMinutes,
    startsOn: today.add({ days: daysAhead }).toString(),
    startMinute: 10 * 60,
    timeZone,
    hasPhone: true,
    isReturning: false,
  };
}

/** The question as the server takes it; `hostZone` is the organizer's. */
export function planInput(question: PlanQuestion, hostZone: string): RouterInputs["workflow"]["previewPlan"] {
  const { occasion, bookingUid, startsOn, startMinute, ...madeUp } = question;
  if (bookingUid !== null) return { occasion, booking: { kind: "booking", uid: bookingUid } };
  const { eventTypeId, lengthMinutes, timeZone, hasPhone, isReturning } = madeUp;
  const plainTime = new Temporal.PlainTime(Math.floor(startMinute / 60), startMinute % 60);
  const start = Temporal.PlainDate.from(startsOn).toZonedDateTime({ timeZone: hostZone, plainTime });
  const startsAt = new Date(start.epochMilliseconds).toISOString();
  return {
    occasion,
    booking: { kind: "made_up", eventTypeId, startsAt, lengthMinutes, timeZone, hasPhone, isReturning },
  };
}
