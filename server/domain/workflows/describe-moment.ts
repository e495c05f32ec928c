import type { TimedTrigger, TimingMoment } from "./workflow";

/** A moment as it stands before "the meeting": "24 hours before", "the day before at 18:00". */
export function describeMoment(
  trigger: TimedTrigger,
  moment: TimingMoment,
  writeTime: (at: string) => string,
): string {
  const side = trigger === "before_meeting" ? "before" : "after";
  if (moment.kind === "elapsed") {
    const { amount, unit } = moment;
    if (amount === 0) return trigger === "before_meeting" ? "at the start of" : "at the end of";
    return `${amount} ${amount === 1 ? unit.slice(0, -1) : unit} ${side}`;
  }
  const { days, at } = moment;
  if (days === 0) return `at ${writeTime(at)} on the day of`;
  const day = days === 1 ? `the day ${side}` : `${days} days ${side}`;
  return `at ${writeTime(at)} ${day}`;
}
