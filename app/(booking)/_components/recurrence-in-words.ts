import type { BookableEventType } from "./bookable";

type Recurrence = NonNullable<BookableEventType["recurrence"]>;

const units: Record<Recurrence["frequency"], string> = { weekly: "week", monthly: "month", yearly: "year" };

/** "Every week, 5 times", "Every 2 months, 3 times". */
export function recurrenceInWords({ frequency, interval, count }: Recurrence): string {
  const unit = units[frequency];
  return `Every ${interval === 1 ? unit : `${interval} ${unit}s`}, ${count === 1 ? "once" : `${count} times`}`;
}
