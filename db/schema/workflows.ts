import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
import type { Condition } from "@/server/domain/workflows/condition";
import {
  fallbackKinds,
  longestFallbackMinutes,
  type StepFallback,
  shortestFallbackMinutes,
} from "@/server/domain/workflows/fallback";
import { isToPhone } from "@/server/domain/workflows/message-state";
import {
  actionRoutes,
  type LateBooking,
  type QuietHours,
  type StepAction,
  stepActions,
  type Timing,
  timedTriggers,
  type WorkflowTrigger,
  workflowTriggers,
} from "@/server/domain/workflows/workflow";
import { instant, oneOf } from "./columns";
import { eventTypes } from "./event-types";
import { users } from "./users";
import { verifiedRecipients } from "./verified-recipients";

const textActions = stepActions.filter((action) => isToPhone(actionRoutes[action].channel));
const mailActions = stepActions.filter((action) => actionRoutes[action].channel === "email");

/** For checks: a fallback of a kind that is known, after a time that may be waited. */
const knownFallback = (column: AnyPgColumn) => sql`${column} is null or (
  (${column} ->> 'kind' in (${sql.raw(fallbackKinds.map((kind) => `'${kind}'`).join(", "))})) is true
  and coalesce((${column} ->> 'afterMinutes')::integer, ${sql.raw(String(shortestFallbackMinutes))})
    between ${sql.raw(String(shortestFallbackMinutes))} and ${sql.raw(String(longestFallbackMinutes))}
)`;

export const workflows = pgTable(
  "workflows",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    ownerId: integer()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text().notNull(),
    trigger: text().$type<WorkflowTrigger>().notNull(),
    /** When the steps are due; only for the triggers that have moments of their own. */
    timings: jsonb().$type<Timing[]>().notNull().default([]),
    lateBooking: jsonb().$type<LateBooking>().notNull().default({ kind: "skip" }),
    quietHours: jsonb().$type<QuietHours>(),
    conditions: jsonb().$type<Condition[]>().notNull().default([]),
    activeOnAll: boolean().notNull().default(false),
    /** Counts the edits, so that a run for an earlier one knows that it has been overtaken. */
    version: integer().notNull().default(1),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
    /** Set once it owes nothing any more; what it sent keeps pointing to it. */
    deletedAt: instant(),
  },
  (table) => [
    index("workflows_by_owner").on(table.ownerId),
    check("workflows_trigger_known", oneOf(table.trigger, workflowTriggers)),
    check(
      "workflows_timings_when_timed",
      sql`(${oneOf(table.trigger, timedTriggers)}) = (jsonb_array_length(${table.timings}) > 0)`,
    ),
  ],
);

export const workflowSteps = pgTable(
  "workflow_steps",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    workflowId: integer()
      .notNull()
      .references(() => workflows.id, { onDelete: "cascade" }),
    stepNumber: integer().notNull(),
    action: text().$type<StepAction>().notNull(),
    body: text().notNull(),
    subject: text(),
    phoneRequired: boolean().notNull().default(false),
    verifiedRecipientId: integer().references(() => verifiedRecipients.id, { onDelete: "set null" }),
    includeCalendarEvent: boolean().notNull().default(false),
    contentSid: text(),
    webhookUrl: text(),
    /** Whether it has a secret in `workflow_step_secrets`. */
    isSigned: boolean().notNull().default(false),
    fallback: jsonb().$type<StepFallback>(),
  },
  (table) => [
    unique("workflow_steps_number_per_workflow").on(table.workflowId, table.stepNumber),
    check("workflow_steps_action_known", oneOf(table.action, stepActions)),
    check(
      "workflow_steps_mail_has_subject",
      sql`not (${oneOf(table.action, mailActions)}) or ${table.subject} is not null`,
    ),
    check(
      "workflow_steps_webhook_has_address",
      sql`(${table.action} = 'webhook') = (${table.webhookUrl} is not null)`,
    ),
    check(
      "workflow_steps_fallback_of_texts",
      sql`${table.fallback} is null or (${oneOf(table.action, textActions)})`,
    ),
    check("workflow_steps_fallback_known", knownFallback(table.fallback)),
    index("workflow_steps_by_recipient").on(table.verifiedRecipientId),
  ],
);

/** What steps sign their calls with; kept apart, so that no view of a step carries it by accident. */
export const workflowStepSecrets = pgTable("workflow_step_secrets", {
  stepId: integer()
    .primaryKey()
    .references(() => workflowSteps.id, { onDelete: "cascade" }),
  sealedSecret: text().notNull(),
});

export const workflowActivations = pgTable(
  "workflow_activations",
  {
    workflowId: integer()
      .notNull()
      .references(() => workflows.id, { onDelete: "cascade" }),
    eventTypeId: integer()
      .notNull()
      .references(() => eventTypes.id, { onDelete: "cascade" }),
  },
  (table) => [
    primaryKey({ columns: [table.workflowId, table.eventTypeId] }),
    index("workflow_activations_by_event_type").on(table.eventTypeId),
  ],
);
