import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { MessageFallback } from "@/server/domain/workflows/fallback";
import {
  type AttemptState,
  attemptStates,
  type MessageChannel,
  type MessageReason,
  type MessageState,
  type MoveReason,
  messageChannels,
  messageReasons,
  messageStates,
  moveReasons,
  type RecipientRole,
  recipientRoles,
} from "@/server/domain/workflows/message-state";
import { bookings } from "./bookings";
import { instant, oneOf } from "./columns";
import { senders } from "./senders";
import { users } from "./users";
import { workflowSteps, workflows } from "./workflows";

/** The states in which what is to follow a text has a time. */
const awaited: readonly MessageState[] = ["armed", "sending", "retrying", "reconciling", "accepted"];

/** One row of a booking's plan. Its legal changes of state are held by a trigger in the migrations. */
export const messages = pgTable(
  "messages",
  {
    id: uuid().primaryKey(),
    ownerId: integer()
      .notNull()
      .references(() => users.id),
    /** Null for tests, which no booking owes. */
    bookingId: integer().references(() => bookings.id, { onDelete: "cascade" }),
    /** The booking that a test reads like; null for a made-up one. */
    testBookingId: integer().references(() => bookings.id, { onDelete: "set null" }),
    /**
     * What owes it: `step:<id>` of a workflow, `fallback:<id of the message>` that it follows, `notice:<occasion>` of
     * the booking's own e-mails, `reply:<id>`, or `test:<id>` for what the organizer sends to themselves.
     */
    source: text().notNull(),
    workflowId: integer().references(() => workflows.id, { onDelete: "set null" }),
    stepId: integer().references(() => workflowSteps.id, { onDelete: "set null" }),
    workflowName: text().notNull(),
    stepNumber: integer().notNull(),
    channel: text().$type<MessageChannel>().notNull(),
    recipientRole: text().$type<RecipientRole>().notNull(),
    /** E.164 number or address; empty where the booking has none. */
    recipient: text().notNull(),
    occurrence: text().notNull().default(""),
    bodyTemplate: text().notNull(),
    subjectTemplate: text(),
    includeCalendarEvent: boolean().notNull().default(false),
    contentSid: text(),
    /** What follows it if it doesn’t arrive. */
    fallback: jsonb().$type<MessageFallback>(),
    /**
     * When it is followed unless a receipt comes first, or, while it is refused for now, unless it leaves first; null
     * where no time is waited for, or any more.
     */
    fallbackAt: instant(),
    /** The provider of texts that it has to leave through, by name; null for the usual one. */
    provider: text(),
    /** The message that it follows, which didn’t arrive. */
    parentMessageId: uuid().references((): AnyPgColumn => messages.id, { onDelete: "cascade" }),
    dueAt: instant().notNull(),
    /** When its workflow alone would have it due, where that is another time. */
    movedFromAt: instant(),
    movedReason: text().$type<MoveReason>(),
    /** After this instant the message says nothing useful and is skipped. */
    relevantUntilAt: instant().notNull(),
    state: text().$type<MessageState>().notNull(),
    reason: text().$type<MessageReason>(),
    code: text(),
    generation: integer().notNull().default(0),
    currentAttemptId: uuid(),
    leaseExpiresAt: instant(),
    nextAttemptAt: instant(),
    /** While it is `retrying`: the sender that it waits for, since the provider refuses that one. */
    heldBySenderId: text().references(() => senders.id),
    lookCount: integer().notNull().default(0),
    /** When something looks at this row next; null once its outcome is final. */
    nextLookAt: instant(),
    providerMessageId: text(),
    supersededById: uuid(),
    /** The message that the organizer had sent, or scheduled anew, in its place after it had ended. */
    retriedById: uuid(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex("messages_once_per_recipient")
      .on(table.bookingId, table.source, table.recipient, table.occurrence)
      .where(
        sql`${table.state} not in ('cancelled', 'superseded', 'skipped') and ${table.retriedById} is null`,
      ),
    uniqueIndex("messages_once_per_test")
      .on(table.ownerId, table.source)
      .where(sql`${table.bookingId} is null`),
    uniqueIndex("messages_one_fallback").on(table.parentMessageId).where(sql`${table.retriedById} is null`),
    index("messages_by_parent").on(table.parentMessageId).where(sql`${table.parentMessageId} is not null`),
    uniqueIndex("messages_by_provider_id").on(table.providerMessageId),
    index("messages_to_look_at").on(table.nextLookAt).where(sql`${table.nextLookAt} is not null`),
    index("messages_by_owner_and_due").on(table.ownerId, table.dueAt),
    index("messages_by_step").on(table.stepId),
    index("messages_by_workflow_and_due").on(table.workflowId, table.dueAt, table.id),
    index("messages_by_phone").on(table.recipient, table.ownerId).where(sql`${table.channel} <> 'email'`),
    index("messages_waiting_by_workflow")
      .on(table.workflowId)
      .where(sql`${table.state} in ('planned', 'armed', 'retrying')`),
    index("messages_held")
      .on(table.heldBySenderId, table.dueAt)
      .where(sql`${table.state} = 'retrying' and ${table.heldBySenderId} is not null`),
    check(
      "messages_tests_have_no_booking",
      sql`(${table.bookingId} is null) = (${table.source} like 'test:%')
        and (${table.testBookingId} is null or ${table.bookingId} is null)`,
    ),
    check("messages_move_reason_known", oneOf(table.movedReason, moveReasons)),
    check("messages_moved_from_a_time", sql`(${table.movedReason} is null) = (${table.movedFromAt} is null)`),
    check("messages_channel_known", oneOf(table.channel, messageChannels)),
    check("messages_recipient_role_known", oneOf(table.recipientRole, recipientRoles)),
    check("messages_state_known", oneOf(table.state, messageStates)),
    check("messages_reason_known", oneOf(table.reason, messageReasons)),
    check(
      "messages_stop_has_reason",
      sql`(${table.state} in ('cancelled', 'superseded', 'skipped')) = (${table.reason} is not null)`,
    ),
    check(
      "messages_open_have_a_next_look",
      sql`(${table.state} not in ('planned', 'armed', 'sending', 'retrying', 'reconciling'))
        or ${table.nextLookAt} is not null`,
    ),
    check(
      "messages_ended_have_no_next_look",
      sql`(${table.state} not in ('delivered', 'failed', 'cancelled', 'superseded', 'skipped'))
        or ${table.nextLookAt} is null`,
    ),
    check(
      "messages_sending_is_leased",
      sql`${table.state} <> 'sending' or (${table.currentAttemptId} is not null and ${table.leaseExpiresAt} is not null)`,
    ),
    check(
      "messages_retry_has_a_time",
      sql`${table.state} <> 'retrying' or ${table.nextAttemptAt} is not null`,
    ),
    check(
      "messages_retried_once_ended",
      sql`${table.retriedById} is null or ${table.state} in ('failed', 'undelivered', 'delivered', 'unconfirmed',
        'cancelled', 'skipped')`,
    ),
    check(
      "messages_fallback_has_a_parent",
      sql`(${table.source} like 'fallback:%') = (${table.parentMessageId} is not null)
        and (${table.provider} is null or ${table.parentMessageId} is not null or ${table.source} like 'reply:%')`,
    ),
    check(
      "messages_fallback_of_texts_once",
      sql`${table.fallback} is null or (${table.channel} in ('sms', 'whatsapp') and ${table.parentMessageId} is null)`,
    ),
    check("messages_fallback_is_awaited", sql`${table.fallbackAt} is null or ${oneOf(table.state, awaited)}`),
    check("messages_failed_has_code", sql`${table.state} <> 'failed' or ${table.code} is not null`),
    check("messages_reachable_unless_skipped", sql`${table.recipient} <> '' or ${table.state} = 'skipped'`),
  ],
);

export const attempts = pgTable(
  "attempts",
  {
    id: uuid().primaryKey(),
    messageId: uuid()
      .notNull()
      .references(() => messages.id, { onDelete: "cascade" }),
    number: integer().notNull(),
    generation: integer().notNull(),
    state: text().$type<AttemptState>().notNull(),
    provider: text().notNull(),
    body: text().notNull(),
    refusal: text().$type<"transient" | "permanent" | "account">(),
    code: text(),
    httpStatus: integer(),
    /** The beginning of what a webhook's receiver said. */
    answer: text(),
    providerMessageId: text(),
    requestId: text().notNull(),
    startedAt: instant().notNull(),
    endedAt: instant(),
  },
  (table) => [
    unique("attempts_number_per_message").on(table.messageId, table.number),
    uniqueIndex("attempts_by_provider_id").on(table.providerMessageId),
    check("attempts_state_known", oneOf(table.state, attemptStates)),
    check(
      "attempts_refusal_has_class_and_code",
      sql`${table.state} <> 'refused' or (${table.refusal} is not null and ${table.code} is not null)`,
    ),
    check("attempts_ended_unless_started", sql`(${table.state} = 'started') = (${table.endedAt} is null)`),
  ],
);

/** What a provider reported about an attempt, as it came; the message's state is folded from these. */
export const receipts = pgTable(
  "receipts",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id, { onDelete: "cascade" }),
    status: text().notNull(),
    code: text().notNull().default(""),
    receivedAt: instant().notNull(),
  },
  (table) => [unique("receipts_once").on(table.attemptId, table.status, table.code)],
);
