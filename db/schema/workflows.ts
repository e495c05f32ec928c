import { sql } from "drizzle-orm";
import {
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
import type {
  LateBooking,
  QuietHours,
  StepAction,
  Timing,
  WorkflowTrigger,
} from "@/server/domain/workflows/workflow";
import { instant } from "./columns";
import { eventTypes } from "./event-types";
import { users } from "./users";

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
    check(
      "workflows_trigger_known",
      sql`${table.trigger} in ('new_booking', 'before_meeting', 'rescheduled', 'cancelled', 'requested',
        'confirmed', 'declined', 'after_meeting')`,
    ),
    check(
      "workflows_timings_when_timed",
      sql`(${table.trigger} in ('before_meeting', 'after_meeting')) = (jsonb_array_length(${table.timings}) > 0)`,
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
  },
  (table) => [
    unique("workflow_steps_number_per_workflow").on(table.workflowId, table.stepNumber),
    check(
      "workflow_steps_action_known",
      sql`${table.action} in ('sms_attendee', 'email_attendee', 'email_host')`,
    ),
    check(
      "workflow_steps_mail_has_subject",
      sql`${table.action} = 'sms_attendee' or ${table.subject} is not null`,
    ),
  ],
);

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
