import { dateOfEpochDay, epochDayOfDate } from "@/server/domain/scheduling/local-date";
import { type MessageOutcome, messageOutcomes } from "@/server/domain/workflows/message-groups";
import { type MessageChannel, messageChannels } from "@/server/domain/workflows/message-state";
import { addressWith } from "../../../../_lib/page-number";

export const runPeriods = ["ever", "today", "week", "month", "quarter", "chosen"] as const;
/** The days that a log is narrowed to; all but the chosen ones move on with the calendar. */
export type RunPeriod = (typeof runPeriods)[number];

/** What a log's address says of the messages that it shows. Whom they went to is never in it. */
export type RunsPlace = {
  outcome: MessageOutcome;
  channel: MessageChannel | null;
  period: RunPeriod;
  /** Of chosen days, the first and the last, "YYYY-MM-DD". */
  fromOn: string | null;
  untilOn: string | null;
};

type Asked = Record<string, string | string[] | undefined>;

const daysOf = { today: 1, week: 7, month: 30, quarter: 90 } satisfies Partial<Record<RunPeriod, number>>;

/** The place that an address leads to; what it says wrongly is left out. */
export function placeOfAddress({ outcome, channel, period, from, until }: Asked): RunsPlace {
  const isChosen = period === "chosen";
  return {
    outcome: messageOutcomes.find((each) => each === outcome) ?? "so_far",
    channel: messageChannels.find((each) => each === channel) ?? null,
    period: runPeriods.find((each) => each === period) ?? "ever",
    fromOn: isChosen ? dateOf(from) : null,
    untilOn: isChosen ? dateOf(until) : null,
  };
}

/** The address of a log that shows what a place says. */
export function runsAddress(workflowId: number, place: RunsPlace): string {
  const isChosen = place.period === "chosen";
  return addressWith(`/workflows/${workflowId}/runs`, {
    outcome: place.outcome === "so_far" ? undefined : place.outcome,
    channel: place.channel ?? undefined,
    period: place.period === "ever" ? undefined : place.period,
    from: isChosen ? (place.fromOn ?? undefined) : undefined,
    until: isChosen ? (place.untilOn ?? undefined) : undefined,
  });
}

/** What to ask for at a place, on a day "YYYY-MM-DD" of the organizer's calendar. */
export function filterOfPlace({ outcome, channel, period, fromOn, untilOn }: RunsPlace, todayOn: string) {
  const days = period === "ever" || period === "chosen" ? null : daysOf[period];
  return {
    outcome,
    channel: channel ?? undefined,
    fromOn: days === null ? (fromOn ?? undefined) : dateOfEpochDay(epochDayOfDate(todayOn) - days + 1),
    untilOn: days === null ? (untilOn ?? undefined) : todayOn,
  };
}

function dateOf(asked: string | string[] | undefined): string | null {
  if (typeof asked !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(asked)) return null;
  const at = new Date(asked);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(asked) ? asked : null;
}
