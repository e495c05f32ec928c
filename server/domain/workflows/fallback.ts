import { isToPhone, type MessageChannel, type MessageReason } from "./message-state";
import type { PlannedMessage } from "./plan-messages";
import { actionRoutes, type StepAction, type WorkflowStep } from "./workflow";

export const fallbackKinds = ["email", "other_provider"] as const;
/** What follows a text that doesn't arrive: a mail to the same person, or the text by the other provider. */
export type FallbackKind = (typeof fallbackKinds)[number];

export const shortestFallbackMinutes = 1;
export const longestFallbackMinutes = 1440;

/**
 * What follows a step's texts that don't arrive. `afterMinutes` is how long to wait for a receipt once a text was taken;
 * null waits until it is known that it didn't arrive.
 */
export type StepFallback =
  | {
      kind: "email";
      afterMinutes: number | null;
      /** Null stands for a subject that names the meeting. */
      subject: string | null;
      /** Null stands for what the text says. */
      body: string | null;
    }
  | { kind: "other_provider"; afterMinutes: number | null };

/** What follows one text that doesn't arrive, as it was decided with its plan. */
export type MessageFallback =
  | {
      kind: "email";
      afterMinutes: number | null;
      /** The address; empty where there is none. */
      to: string;
      subject: string;
      body: string;
    }
  | { kind: "other_provider"; afterMinutes: number | null };

type Parties = Record<"host" | "attendee", { email: string | null }>;

/** The subject of a mail that follows a text, where its step gives none: it names the meeting. */
export const usualSubject = "{EVENT_NAME}: {EVENT_DATE}, {EVENT_TIME}";

/** Whether something of a kind may follow the texts of an action: a fixed number has no address, WhatsApp one provider. */
export function mayFallBack(action: StepAction, kind: FallbackKind): boolean {
  const { channel, to } = actionRoutes[action];
  return kind === "email" ? isToPhone(channel) && to !== "fixed" : channel === "sms";
}

/** What follows a text of a step that doesn't arrive, for the people of one booking. */
export function fallbackOf(
  { action, body, fallback }: Pick<WorkflowStep, "action" | "body" | "fallback">,
  { host, attendee }: Parties,
): MessageFallback | null {
  if (fallback === null || !mayFallBack(action, fallback.kind)) return null;
  const { kind, afterMinutes } = fallback;
  if (kind === "other_provider") return { kind, afterMinutes };
  const person = actionRoutes[action].to === "host" ? host : attendee;
  return {
    kind,
    afterMinutes,
    to: person.email ?? "",
    subject: fallback.subject ?? usualSubject,
    body: fallback.body ?? body,
  };
}

/** Whether two texts are followed by the same. */
export function isSameFallback(one: MessageFallback | null, other: MessageFallback | null): boolean {
  const parts = (fallback: MessageFallback | null) =>
    fallback?.kind === "email"
      ? [fallback.kind, fallback.afterMinutes, fallback.to, fallback.subject, fallback.body]
      : [fallback?.kind, fallback?.afterMinutes];
  const others = parts(other);
  return parts(one).every((part, index) => part === others[index]);
}

/**
 * When a text that was taken at `sinceAt` and has no receipt is followed, or one that was refused then for the first
 * time and has not left; null where its failure is waited for.
 */
export function fallbackDueAt(fallback: MessageFallback | null, sinceAt: Date): Date | null {
  const minutes = fallback?.afterMinutes ?? null;
  return minutes === null ? null : new Date(sinceAt.getTime() + minutes * 60_000);
}

/** Whether what follows a text can be sent: a mail needs an address. */
export function canFollow(fallback: MessageFallback | null): boolean {
  return fallback !== null && !(fallback.kind === "email" && fallback.to === "");
}

const unreachableReasons: readonly (MessageReason | null)[] = [
  "no_phone",
  "no_host_phone",
  "not_verified",
  "country_not_allowed",
];

/** Whether a mail stands in for a text that isn't tried for this reason: it has nowhere to go that texts may go to. */
export function isMailedInstead(reason: MessageReason | null, fallback: MessageFallback | null): boolean {
  return unreachableReasons.includes(reason) && fallback?.kind === "email" && canFollow(fallback);
}

/** A message that follows a text which didn't arrive. */
export type FallbackMessage = PlannedMessage & {
  parentMessageId: string;
  /** The name of the provider of texts that it has to leave through; null for the usual one. */
  provider: string | null;
};

/** What decides what follows a text. */
export type FallbackParent = Pick<
  PlannedMessage,
  | "workflowId"
  | "stepId"
  | "workflowName"
  | "stepNumber"
  | "recipientRole"
  | "recipient"
  | "bodyTemplate"
  | "occurrence"
  | "relevantUntilAt"
  | "fallback"
> & { id: string; channel: MessageChannel };

/**
 * The message that follows a text which didn't arrive, due now; null where there is none, or no time is left for it.
 * `otherProvider` is the name of one that hasn't tried; null where there is none.
 */
export function planFallback(
  parent: FallbackParent,
  otherProvider: string | null,
  now: Date,
): FallbackMessage | null {
  const { fallback, relevantUntilAt } = parent;
  if (fallback === null || relevantUntilAt <= now) return null;
  return followerOf(parent, fallback, { otherProvider, dueAt: now });
}

/**
 * The mail that stands in for a text of a plan that can't be tried, due when the text would be; null where none does,
 * or its time has passed.
 */
export function planInstead(
  parent: FallbackParent & Pick<PlannedMessage, "dueAt" | "movedFromAt" | "movedReason" | "skipReason">,
  now: Date,
): FallbackMessage | null {
  const { fallback, dueAt, movedFromAt, movedReason } = parent;
  if (fallback === null || skipBesides(parent, now) !== null || parent.skipReason === null) return null;
  return { ...followerOf(parent, fallback, { otherProvider: null, dueAt }), movedFromAt, movedReason };
}

/** Why neither a text of a plan nor a mail in its place is sent, or null where one of them is. */
export function skipBesides(
  {
    fallback,
    skipReason,
    dueAt,
    relevantUntilAt,
  }: Pick<PlannedMessage, "fallback" | "skipReason" | "dueAt" | "relevantUntilAt">,
  now: Date,
): MessageReason | null {
  if (!isMailedInstead(skipReason, fallback)) return skipReason;
  return dueAt < now || dueAt > relevantUntilAt || relevantUntilAt <= now ? "too_late" : null;
}

function followerOf(
  parent: FallbackParent,
  fallback: MessageFallback,
  { otherProvider, dueAt }: { otherProvider: string | null; dueAt: Date },
): FallbackMessage {
  const { relevantUntilAt } = parent;
  const { workflowId, stepId, workflowName, stepNumber, recipientRole, occurrence } = parent;
  const common = {
    ...{ workflowId, stepId, workflowName, stepNumber, recipientRole, occurrence, relevantUntilAt },
    source: `fallback:${parent.id}`,
    parentMessageId: parent.id,
    includeCalendarEvent: false,
    contentSid: null,
    fallback: null,
    dueAt,
    movedFromAt: null,
    movedReason: null,
  };
  if (fallback.kind === "email") {
    return {
      ...common,
      channel: "email",
      provider: null,
      recipient: fallback.to,
      subjectTemplate: fallback.subject,
      bodyTemplate: fallback.body,
      skipReason: fallback.to === "" ? "no_email" : null,
    };
  }
  return {
    ...common,
    channel: parent.channel,
    provider: otherProvider,
    recipient: parent.recipient,
    subjectTemplate: null,
    bodyTemplate: parent.bodyTemplate,
    skipReason: otherProvider === null ? "no_other_provider" : null,
  };
}
