import {
  actionRoutes,
  type QuietHours,
  type Timing,
  type Workflow,
  type WorkflowStep,
} from "@/server/domain/workflows/workflow";
import { addDays, instantAt, minutesOf, readingAt } from "../local-clock";
import { type ExpectedBooking, type ExpectedMessage, holdsFor, workflowsFor } from "./booking-oracle";

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
  return moments.flatMap(({ timing, atMs }) =>
    workflow.steps.map((step) => {
      const about = { occurrence: timing.key, trigger: workflow.trigger, optedOut };
      const dueMs = isMadeUp && atMs === lastMs ? nowMs : atMs;
      return timeMessage({ ...messageOf(booking, step, about), dueMs }, workflow, booking, nowMs);
    }),
  );
}

/** When a message with a moment goes out, unless it is too late or too quiet for it. */
function timeMessage(
  message: ExpectedMessage,
  { trigger, quietHours }: Workflow,
  booking: ExpectedBooking,
  nowMs: number,
): ExpectedMessage {
  const { dueMs, reason, channel } = message;
  if (reason !== null && reason !== "opted_out") return message;
  const isAfter = trigger === "after_meeting";
  if (dueMs < nowMs || (!isAfter && dueMs > booking.startMs)) {
    return { ...message, state: "skipped", reason: "too_late" };
  }
  const room = isAfter
    ? { earliestMs: dueMs, beforeMs: Number.POSITIVE_INFINITY }
    : { earliestMs: nowMs, beforeMs: booking.startMs };
  const isQuiet = quietHours !== null && channel === "sms";
  const allowedMs = isQuiet
    ? afterQuietHours(dueMs, quietHours, readerZone(booking, message.role), room)
    : dueMs;
  if (allowedMs === null) return { ...message, state: "skipped", reason: "quiet_hours" };
  const untilMs = isAfter ? allowedMs + 24 * hourMs : booking.startMs;
  return { ...message, dueMs: allowedMs, untilMs };
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
  { steps, trigger }: Workflow,
  booking: ExpectedBooking,
  occasion: Occasion,
  { nowMs, told = [], optedOut }: News,
): ExpectedMessage[] {
  const occurrence = occasion.endsWith("no_show") ? occasion : "";
  return steps
    .map((step) => ({
      ...messageOf(booking, step, { occurrence, trigger, optedOut }),
      dueMs: nowMs,
      untilMs: Math.max(booking.endMs, nowMs + hourMs),
    }))
    .filter(({ role }) => !told.includes(role === "fixed" ? "host" : role));
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
    return [{ ...kind, source, role, recipient, dueMs, untilMs, shown }];
  });
}

function messageOf(
  booking: ExpectedBooking,
  step: WorkflowStep,
  { occurrence, trigger, optedOut }: { occurrence: string; trigger: string; optedOut: ReadonlySet<string> },
): ExpectedMessage {
  const { channel, to: role } = actionRoutes[step.action];
  if (channel === "whatsapp" || channel === "webhook" || role === "receiver") {
    throw new Error("The oracle knows texts and mails only.");
  }
  const { host, person } = booking;
  const reached = role === "host" ? host : person;
  const own = channel === "sms" ? reached.phone : reached.email;
  const recipient = (role === "fixed" ? step.sendTo : own) ?? "";
  const isStopped = channel === "sms" && optedOut.has(recipient);
  const reason =
    recipient === "" ? (role === "host" ? "no_host_phone" : "no_phone") : isStopped ? "opted_out" : null;
  const shown = fillStep(channel === "sms" ? step.body : (step.subject ?? ""), booking, role);
  const state = reason === null ? "waiting" : "skipped";
  const times = { dueMs: 0, untilMs: booking.startMs };
  const slot = { source: `step:${step.id}`, recipient, occurrence };
  return { ...slot, ...times, channel, role, shown, trigger, state, reason };
}

function readerZone({ host, person }: ExpectedBooking, role: Role): string {
  return role === "attendee" ? person.timeZone : host.timeZone;
}

/** The made-up texts of the proof say who and when, so that a stale one shows. */
function fillStep(template: string, booking: ExpectedBooking, role: Role): string {
  const { year, month, day, minutes } = readingAt(booking.startMs, readerZone(booking, role));
  const two = (number: number) => String(number).padStart(2, "0");
  const date = `${year}-${two(month)}-${two(day)}`;
  const time = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return template
    .replace("{ATTENDEE_NAME}", booking.person.name)
    .replace("{EVENT_DATE_YYYY-MM-DD}", date)
    .replace("{EVENT_TIME_HH:mm}", time);
}

function fillSubject(subject: string, booking: ExpectedBooking, role: Role): string {
  const timeZone = readerZone(booking, role);
  const show = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en", { timeZone, ...options }).format(booking.startMs);
  const date = show({ weekday: "short", day: "numeric", month: "short", year: "numeric" });
  const time = show({ timeStyle: "short" }).replace(/[\u202f\u00a0]/g, " ");
  return subject
    .replace("EVENT", booking.eventType.title)
    .replace("NAME", booking.person.name)
    .replace("DATE", date)
    .replace("TIME", time);
}
