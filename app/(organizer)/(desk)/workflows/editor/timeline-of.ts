import { Temporal } from "temporal-polyfill";
import { describeFallback } from "@/server/domain/workflows/describe-fallback";
import type { MoveReason } from "@/server/domain/workflows/message-state";
import { planTimed } from "@/server/domain/workflows/plan-messages";
import { timingDueAt } from "@/server/domain/workflows/timing-due-at";
import { isTimed, type StepAction } from "@/server/domain/workflows/workflow";
import type { WorkflowDraft } from "./workflow-draft";

export type TimelineMark = {
  dueAt: Date;
  /** The place of its moment in the draft. */
  momentIndex: number;
  actions: StepAction[];
  /** What happens if texts don’t arrive, in words. */
  fallbacks: string[];
  movedReason: MoveReason | null;
  isSkipped: boolean;
};

export type Timeline = { startsAt: Date; endsAt: Date; marks: TimelineMark[] };

const dayMs = 86_400_000;
const lengthMs = 30 * 60_000;

/** When the steps of a draft are due for a meeting at ten that is booked long before; in order of time. */
export function timelineOf(
  draft: Pick<WorkflowDraft, "trigger" | "timings" | "quietHours" | "steps">,
  timeZone: string,
  now: Date,
): Timeline {
  const { trigger, timings, quietHours } = draft;
  const startsAt = tenOClock(new Date(now.getTime() + 3 * dayMs), timeZone);
  const endsAt = new Date(startsAt.getTime() + lengthMs);
  const person = { email: "a@example.com", phoneNumber: "+12025550143", timeZone };
  const booking = {
    startsAt,
    endsAt,
    eventTypeId: 0,
    responses: {},
    attendanceConfirmedAt: null,
    host: person,
    attendee: { ...person, isReturning: false },
  };
  if (!isTimed(trigger)) return { startsAt, endsAt, marks: [] };
  const firstAt = Math.min(
    now.getTime(),
    ...timings.map((each) => timingDueAt(trigger, each, booking).getTime()),
  );
  const workflow = {
    ...{ id: 0, name: "", trigger, quietHours, conditions: [] },
    timings: timings.map((timing, index) => ({ ...timing, key: String(index) })),
    lateBooking: { kind: "skip" as const },
    steps: draft.steps.map((step, index) => ({
      ...step,
      id: index,
      stepNumber: index,
      sendTo: "a@example.com",
    })),
  };
  const planned = planTimed(workflow, { booking, now: new Date(firstAt - dayMs) });
  const marks = new Map<string, TimelineMark>();
  for (const { occurrence, dueAt, movedReason, skipReason, stepNumber, fallback } of planned) {
    const key = `${occurrence}:${dueAt.getTime()}:${skipReason}`;
    const action = draft.steps[stepNumber]?.action;
    const mark = marks.get(key) ?? {
      dueAt,
      momentIndex: Number(occurrence),
      actions: [],
      fallbacks: [],
      movedReason,
      isSkipped: skipReason !== null,
    };
    if (action) mark.actions.push(action);
    if (fallback) mark.fallbacks.push(describeFallback(fallback));
    marks.set(key, mark);
  }
  return {
    startsAt,
    endsAt,
    marks: [...marks.values()].toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime()),
  };
}

const leastGap = 0.12;

/**
 * Where marks stand between the meeting (0) and the furthest of them (1), given how far each is from the meeting in
 * the same order. What is near keeps its distance from its neighbour, so that both can be read.
 */
export function placesOf(distancesMs: readonly number[]): number[] {
  const scale = Math.max(1, ...distancesMs.map((ms) => Math.log1p(ms / 60_000)));
  const gap = Math.min(leastGap, 1 / Math.max(1, distancesMs.length));
  const byDistance = distancesMs.map((_, index) => index).toSorted((a, b) => at(a) - at(b));
  const places: number[] = [];
  let nearest = 0;
  for (const [order, index] of byDistance.entries()) {
    const ownPlace = Math.log1p(at(index) / 60_000) / scale;
    const mostLeft = 1 - gap * (byDistance.length - 1 - order);
    nearest = Math.min(Math.max(ownPlace, order === 0 ? 0 : nearest + gap), mostLeft);
    places[index] = nearest;
  }
  return places;

  function at(index: number): number {
    return distancesMs[index] ?? 0;
  }
}

function tenOClock(instant: Date, timeZone: string): Date {
  const day = Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  return new Date(day.toZonedDateTime({ timeZone, plainTime: "10:00" }).epochMilliseconds);
}
