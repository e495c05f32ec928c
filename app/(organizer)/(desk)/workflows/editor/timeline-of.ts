import { Temporal } from "temporal-polyfill";
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
  for (const { occurrence, dueAt, movedReason, skipReason, stepNumber } of planned) {
    const key = `${occurrence}:${dueAt.getTime()}:${skipReason}`;
    const action = draft.steps[stepNumber]?.action;
    const mark = marks.get(key) ?? {
      dueAt,
      momentIndex: Number(occurrence),
      actions: [],
      movedReason,
      isSkipped: skipReason !== null,
    };
    if (action) mark.actions.push(action);
    marks.set(key, mark);
  }
  return {
    startsAt,
    endsAt,
    marks: [...marks.values()].toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime()),
  };
}

/** How far along the way to the furthest mark a moment is, from 0 at the meeting to 1; near ones keep apart. */
export function placeOf(atMs: number, fromMs: number, furthestMs: number): number {
  const distance = (ms: number) => Math.log1p(Math.abs(ms - fromMs) / 60_000);
  return furthestMs === fromMs ? 0 : distance(atMs) / distance(furthestMs);
}

function tenOClock(instant: Date, timeZone: string): Date {
  const day = Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  return new Date(day.toZonedDateTime({ timeZone, plainTime: "10:00" }).epochMilliseconds);
}
