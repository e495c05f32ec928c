import type { QuietHours, Timing, Workflow } from "@/server/domain/workflows/workflow";
import { addDays, instantAt, minutesOf, readingAt } from "../local-clock";
import { type ExpectedBooking, type ExpectedMessage, holdsFor, workflowsFor } from "./booking-oracle";
import { fillSubject, readerZone } from "./fill-template";
import { followerOf, hasNowhereToGo, isToPhone, messageOf } from "./step-message";

export type Occasion =
  | "created"
  | "requested"
  | "confirmed"
  | "declined"
  | "rescheduled"
  | "cancelled"
  | "attendee_no_show"
  | "host_no_show";

type Role = ExpectedMessage["role"];
export type News = {
  nowMs: number;
  all: readonly ExpectedBooking[];
  /** Whom another booking of the same change has told. */
  told?: readonly Role[];
  optedOut: ReadonlySet<string>;
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** How long a reminder for the start itself is of use after it. */
const patienceMs = 5 * minuteMs;
const timed = ["before_meeting", "attendance_not_confirmed", "after_meeting"];
const triggersOf: Record<Occasion, readonly string[]> = {
  created: ["new_booking", ...timed],
  requested: ["requested"],
  confirmed: ["confirmed", "new_booking", ...timed],
  declined: ["declined"],
  rescheduled: ["rescheduled", ...timed],
  cancelled: ["cancelled"],
  attendee_no_show: ["no_show_attendee"],
  host_no_show: ["no_show_host"],
};
const noticeSubjects: Record<Occasion, Partial<Record<"attendee" | "host", string>>> = {
  created: { attendee: "Confirmed: EVENT on DATE, TIME", host: "New booking: NAME, DATE, TIME" },
  requested: { attendee: "Requested: EVENT on DATE, TIME", host: "Confirm or decline: NAME, DATE, TIME" },
  confirmed: { attendee: "Confirmed: EVENT on DATE, TIME", host: "Confirmed: NAME, DATE, TIME" },
  declined: { attendee: "Declined: EVENT on DATE, TIME", host: "Declined: NAME, DATE, TIME" },
  rescheduled: { attendee: "Moved: EVENT is now on DATE, TIME", host: "Moved: NAME is now on DATE, TIME" },
  cancelled: { attendee: "Cancelled: EVENT on DATE, TIME", host: "Cancelled: NAME, DATE, TIME" },
  attendee_no_show: {},
  host_no_show: {},
};

/** All that a booking owes on an occasion, from what organizers are told of their workflows. */
export function expectPlan(booking: ExpectedBooking, occasion: Occasion, news: News): ExpectedMessage[] {
  const isMoveAgreed = occasion === "confirmed" && booking.wasAgreed;
  const triggers = isMoveAgreed ? ["confirmed", "rescheduled", ...timed] : triggersOf[occasion];
  const owed = workflowsFor(booking)
    .filter((workflow) => triggers.includes(workflow.trigger) && holdsFor(workflow, booking, news.all))
    .flatMap((workflow) =>
      timed.includes(workflow.trigger)
        ? expectTimed(workflow, booking, news, true)
        : expectNews(workflow, booking, occasion, news),
    );
  return [...owed, ...expectNotices(booking, occasion, news)];
}

/** What a workflow with moments owes; `makesUp` is whether a late booking gets what has passed. */
export function expectTimed(
  workflow: Workflow,
  booking: ExpectedBooking,
  { nowMs, optedOut }: Pick<News, "nowMs" | "optedOut">,
  makesUp: boolean,
): ExpectedMessage[] {
  const isAfter = workflow.trigger === "after_meeting";
  if (workflow.trigger === "attendance_not_confirmed" && booking.attendanceConfirmed) return [];
  const moments = workflow.timings.map((timing) => ({ timing, atMs: momentOf(timing, booking, isAfter) }));
  const passed = moments.map(({ atMs }) => atMs).filter((atMs) => atMs < nowMs);
  const { lateBooking } = workflow;
  const least = lateBooking.kind === "send_if" ? lateBooking.moreThanMinutes * minuteMs : 0;
  const isMadeUp =
    makesUp &&
    !isAfter &&
    lateBooking.kind !== "skip" &&
    booking.startMs - nowMs > least &&
    passed.length > 0;
  const lastMs = Math.max(...passed);
  return moments
    .flatMap(({ timing, atMs }) =>
      workflow.steps.map((step) => {
        const about = { occurrence: timing.key, workflow, optedOut };
        const isLate = isMadeUp && atMs === lastMs;
        const message = {
          ...messageOf(booking, step, about),
          dueMs: isLate ? nowMs : atMs,
          isMadeUp: isLate,
        };
        return withInstead(message, timeMessage(message, workflow, booking, { nowMs, nominalMs: atMs }));
      }),
    )
    .flat();
}

/** When a message with a moment goes out, unless it is too late or too quiet for it. */
function timeMessage(
  message: ExpectedMessage,
  { trigger, quietHours }: Workflow,
  booking: ExpectedBooking,
  { nowMs, nominalMs }: { nowMs: number; nominalMs: number },
): ExpectedMessage {
  const { dueMs, channel } = message;
  const isAfter = trigger === "after_meeting";
  if (dueMs < nowMs || (!isAfter && dueMs > booking.startMs)) {
    return { ...message, state: "skipped", reason: "too_late" };
  }
  const startsMs = nominalMs === booking.startMs ? booking.startMs + patienceMs : booking.startMs;
  const room = isAfter
    ? { earliestMs: dueMs, beforeMs: Number.POSITIVE_INFINITY }
    : { earliestMs: nowMs, beforeMs: booking.startMs };
  const isQuiet = quietHours !== null && isToPhone(channel);
  const allowedMs = isQuiet
    ? afterQuietHours(dueMs, quietHours, readerZone(booking, message.role), room)
    : dueMs;
  const untilMs = isAfter ? (allowedMs ?? dueMs) + 24 * hourMs : startsMs;
  if (allowedMs === null) return { ...message, untilMs, state: "skipped", reason: "quiet_hours" };
  return { ...message, dueMs: allowedMs, untilMs };
}

/** A message as it is timed; a text that has nowhere to go keeps that reason, and a mail takes its place in time. */
function withInstead(message: ExpectedMessage, timed: ExpectedMessage): ExpectedMessage[] {
  if (!hasNowhereToGo(message)) {
    const reason = timed.reason ?? message.reason;
    return [{ ...timed, reason, state: reason === null ? timed.state : "skipped" }];
  }
  const { state, reason, follow } = message;
  const text = { ...timed, state, reason };
  if (follow === null || timed.reason === "too_late") return [text];
  return [text, { ...followerOf(text, follow, timed.dueMs), insteadOf: text }];
}

function momentOf(
  timing: Timing,
  { startMs, endMs, host, person }: ExpectedBooking,
  isAfter: boolean,
): number {
  const fromMs = isAfter ? endMs : startMs;
  const sign = isAfter ? 1 : -1;
  if (timing.kind === "elapsed") {
    const unitMs = { minutes: minuteMs, hours: hourMs, days: 24 * hourMs }[timing.unit];
    return fromMs + sign * timing.amount * unitMs;
  }
  const zone = timing.zoneOf === "host" ? host.timeZone : person.timeZone;
  const day = addDays(readingAt(fromMs, zone), sign * timing.days);
  const atMs = instantAt(day, minutesOf(timing.at), zone);
  return isAfter ? Math.max(atMs, fromMs) : atMs;
}

/** The same time where it isn't quiet, else the nearer end of the quiet hours that there is room for. */
function afterQuietHours(
  dueMs: number,
  { from, until }: QuietHours,
  zone: string,
  room: { earliestMs: number; beforeMs: number },
): number | null {
  const today = readingAt(dueMs, zone);
  for (const day of [addDays(today, -1), today]) {
    const startMs = instantAt(day, minutesOf(from), zone);
    const endDay = minutesOf(until) > minutesOf(from) ? day : addDays(day, 1);
    const endMs = instantAt(endDay, minutesOf(until), zone);
    if (dueMs <= startMs || dueMs >= endMs) continue;
    const ends = [endMs, startMs].filter((ms) => ms >= room.earliestMs && ms < room.beforeMs);
    ends.sort((a, b) => Math.abs(a - dueMs) - Math.abs(b - dueMs));
    return ends[0] ?? null;
  }
  return dueMs;
}

function expectNews(
  workflow: Workflow,
  booking: ExpectedBooking,
  occasion: Occasion,
  { nowMs, told = [], optedOut }: News,
): ExpectedMessage[] {
  const occurrence = occasion.endsWith("no_show") ? occasion : "";
  return workflow.steps
    .map((step) => ({
      ...messageOf(booking, step, { occurrence, workflow, optedOut }),
      dueMs: nowMs,
      untilMs: Math.max(booking.endMs, nowMs + hourMs),
    }))
    .filter(({ role }) => !told.includes(role === "fixed" ? "host" : role))
    .flatMap((message) => withInstead(message, { ...message, reason: null }));
}

function expectNotices(booking: ExpectedBooking, occasion: Occasion, { nowMs, told = [] }: News) {
  const subjects = noticeSubjects[occasion];
  return (["attendee", "host"] as const).flatMap((role): ExpectedMessage[] => {
    const subject = subjects[role];
    if (subject === undefined || told.includes(role)) return [];
    const recipient = role === "host" ? booking.host.email : booking.person.email;
    const source = `notice:${occasion}:${role}`;
    const [dueMs, untilMs] = [nowMs, Number.POSITIVE_INFINITY];
    const shown = fillSubject(subject, booking, role);
    const kind = { channel: "email", occurrence: "", trigger: null, state: "waiting", reason: null } as const;
    const plain = { workflowId: null, stepId: null, isMadeUp: false, follow: null, insteadOf: null };
    return [{ ...kind, ...plain, source, role, recipient, dueMs, untilMs, shown }];
  });
}
