import { createHash } from "node:crypto";
import { actionRoutes, type Workflow, type WorkflowStep } from "@/server/domain/workflows/workflow";
import type { ExpectedBooking, ExpectedMessage, Follow } from "./booking-oracle";
import { fillStep } from "./fill-template";

type Role = ExpectedMessage["role"];

/** The countries that texts may go to. */
export const textedCountries = ["US", "DE"];

type About = { occurrence: string; workflow: Workflow; optedOut: ReadonlySet<string> };

/** What a step owes a booking, but for its time. */
export function messageOf(
  booking: ExpectedBooking,
  step: WorkflowStep,
  { occurrence, workflow, optedOut }: About,
): ExpectedMessage {
  const { channel, to: role } = actionRoutes[step.action];
  const { host, person } = booking;
  const reached = role === "host" ? host : person;
  const own = isToPhone(channel) ? reached.phone : reached.email;
  const isNamed = role === "fixed" || role === "receiver";
  const recipient = (isNamed ? (step.webhookUrl ?? step.sendTo) : own) ?? "";
  const reason = whyNot(recipient, booking, { channel, role, optedOut });
  return {
    ...{ source: `step:${step.id}`, recipient, occurrence, channel, role, reason },
    ...{ workflowId: workflow.id, stepId: step.id, trigger: workflow.trigger },
    ...{ dueMs: 0, untilMs: booking.startMs, isMadeUp: false, insteadOf: null },
    shown: shownOf(step, booking, role),
    state: reason === null ? "waiting" : "skipped",
    follow: followOf(step, booking, role),
  };
}

function whyNot(
  recipient: string,
  { person }: ExpectedBooking,
  { channel, role, optedOut }: Pick<ExpectedMessage, "channel" | "role"> & Pick<About, "optedOut">,
): string | null {
  if (recipient === "") return role === "host" ? "no_host_phone" : "no_phone";
  const isAbroad = role === "attendee" && !textedCountries.includes(person.country ?? "");
  if (channel === "sms" && isAbroad) return "country_not_allowed";
  return isToPhone(channel) && optedOut.has(recipient) ? "opted_out" : null;
}

/** What shows of a step's message where it arrives. */
export function shownOf(step: WorkflowStep, booking: ExpectedBooking, role: Role): string {
  const { channel } = actionRoutes[step.action];
  if (channel === "webhook") return `${booking.person.name} ${new Date(booking.startMs).toISOString()}`;
  if (channel === "email") return fillStep(step.subject ?? "", booking, role);
  const text = fillStep(step.body, booking, role);
  if (channel === "sms") return text;
  const [, ...values] = text.split("|");
  return [
    `Template ${step.contentSid}`,
    ...values.map((value, index) => `{{${index + 1}}} ${value.trim()}`),
  ].join("\n");
}

/** What a step has follow its texts, for one booking. */
export function followOf({ fallback }: WorkflowStep, booking: ExpectedBooking, role: Role): Follow | null {
  if (fallback?.kind !== "email") return null;
  const to = (role === "host" ? booking.host : booking.person).email;
  return { afterMinutes: fallback.afterMinutes, to, shown: fillStep(fallback.subject ?? "", booking, role) };
}

export function isToPhone(channel: ExpectedMessage["channel"]): boolean {
  return channel === "sms" || channel === "whatsapp";
}

/** The content template that stands for a step with this sign. */
export function templateOf(sign: string): string {
  return `HX${createHash("md5").update(sign).digest("hex")}`;
}

/** Whether a text has no number, or one that texts may not go to. */
export function hasNowhereToGo({ reason }: ExpectedMessage): boolean {
  return ["no_phone", "no_host_phone", "country_not_allowed"].includes(reason ?? "");
}

/** The mail that follows a text, due at an instant. */
export function followerOf(text: ExpectedMessage, follow: Follow, dueMs: number): ExpectedMessage {
  return {
    ...text,
    source: `fallback of ${text.source}`,
    channel: "email",
    recipient: follow.to,
    shown: follow.shown,
    dueMs,
    state: "waiting",
    reason: null,
    follow: null,
  };
}
