"use client";

import { describeMoment } from "@/server/domain/workflows/describe-moment";
import { isBeforeMeeting, type StepAction, type TimedTrigger } from "@/server/domain/workflows/workflow";
import { useAccount, useAccountTime, useClock } from "../../../_lib/account-context";
import { actionWords } from "./step-words";
import { placesOf, type Timeline, type TimelineMark, timelineOf } from "./timeline-of";
import type { WorkflowDraft } from "./workflow-draft";

type TimelineDrawingProps = { draft: WorkflowDraft; trigger: TimedTrigger };

const hourMs = 3_600_000;
const nearestPercent = 18;
const furthestPercent = 88;

/** When the steps are due for a meeting at ten, drawn to and told. */
export function TimelineDrawing({ draft, trigger }: TimelineDrawingProps) {
  const { timeZone } = useAccount();
  const format = useAccountTime();
  const now = useClock(hourMs);
  const timeline = timelineOf(draft, timeZone, now);
  const shown = timeline.marks.filter(({ isSkipped }) => !isSkipped);
  return (
    <figure className="rounded-lg bg-sunken p-4" aria-label="Timeline">
      <Line timeline={timeline} marks={shown} trigger={trigger} meetingAt={format.time(timeline.startsAt)} />
      <ol className="mt-3 flex flex-col gap-1.5 text-sm">
        {timeline.marks.map((mark, index) => (
          <li key={`${mark.momentIndex}:${mark.dueAt.getTime()}:${mark.isSkipped}`} className="flex gap-2">
            <span className="tabular w-5 shrink-0 font-semibold text-accent-text">{index + 1}</span>
            <span className="min-w-0">
              <MarkWords mark={mark} draft={draft} trigger={trigger} />
            </span>
          </li>
        ))}
      </ol>
      <figcaption className="mt-3 text-sm text-muted">
        For example for a meeting on {format.day(timeline.startsAt)} at {format.time(timeline.startsAt)}, if
        it is booked early enough.
      </figcaption>
    </figure>
  );
}

function MarkWords({ mark, draft, trigger }: { mark: TimelineMark } & TimelineDrawingProps) {
  const format = useAccountTime();
  const { dueAt, movedReason, isSkipped } = mark;
  const timing = draft.timings[mark.momentIndex];
  const moment = timing ? describeMoment(trigger, timing, format.timeOfDay) : "";
  const does = [...new Set(mark.actions)]
    .map((action: StepAction) => lowerFirst(actionWords[action]))
    .join(", ");
  if (isSkipped) {
    return <>{upperFirst(moment)} the meeting: not sent, since there is no moment outside the quiet hours.</>;
  }
  return (
    <>
      <strong className="font-medium">
        {format.shortDay(dueAt)}, {format.time(dueAt)}
      </strong>{" "}
      – {does}
      <span className="text-muted">
        {" "}
        ({moment} the meeting{movedReason === "quiet_hours" && ", moved out of the quiet hours"})
      </span>
      {[...new Set(mark.fallbacks)].map((words) => (
        <span key={words} className="block text-muted">
          {upperFirst(words)}.
        </span>
      ))}
    </>
  );
}

type LineProps = { timeline: Timeline; marks: TimelineMark[]; trigger: TimedTrigger; meetingAt: string };

function Line({ timeline, marks, trigger, meetingAt }: LineProps) {
  const isBefore = isBeforeMeeting(trigger);
  const fromMs = (isBefore ? timeline.startsAt : timeline.endsAt).getTime();
  const distances = marks.map(({ dueAt }) => Math.abs(dueAt.getTime() - fromMs));
  const places = placesOf(distances);
  return (
    <div aria-hidden="true" className="relative h-14">
      <div className="absolute inset-x-0 top-5 h-0.5 bg-line-strong" />
      <div
        className={`absolute top-1 grid h-8 place-items-center rounded-md bg-accent px-3 text-xs font-semibold text-on-accent ${isBefore ? "right-0" : "left-0"}`}
      >
        Meeting
      </div>
      <span className={`absolute top-10 text-xs text-muted ${isBefore ? "right-0" : "left-0"}`}>
        {meetingAt}
      </span>
      {marks.map((mark, index) => {
        const percent = nearestPercent + (places[index] ?? 0) * (furthestPercent - nearestPercent);
        return (
          <span
            key={`${mark.momentIndex}:${mark.dueAt.getTime()}`}
            className="tabular absolute top-2 grid size-6 place-items-center rounded-full border-2 border-accent bg-surface text-xs font-semibold text-accent-text"
            style={isBefore ? { right: `${percent}%` } : { left: `${percent}%` }}
          >
            {timeline.marks.indexOf(mark) + 1}
          </span>
        );
      })}
    </div>
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
