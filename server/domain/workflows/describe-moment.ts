import { isBeforeMeeting, type TimedTrigger, type TimingMoment } from "./workflow";

/** A moment as it stands before "the meeting": "24 hours before", "the day before at 18:00". */
export function describeMoment(
  trigger: TimedTrigger,
  moment: TimingMoment,
  writeTime: (at: string) => string,
): string {
  const side = isBeforeMeeting(trigger) ? "before" : "after";
  if (moment.kind === "elapsed") {
    const { amount, unit } = moment;
    if (amount === 0) return isBeforeMeeting(trigger) ? "at the start of" : "at the end of";
    return `${amount} ${amount === 1 ? unit.slice(0, -1) : unit} ${side}`;
  }
  const { days, at } = moment;
  if (days === 0) return `at ${writeTime(at)} on the day of`;
  const day = days === 1 ? `the day ${side}` : `${days} days ${side}`;
  return `at ${writeTime(at)} ${day}`;
}
