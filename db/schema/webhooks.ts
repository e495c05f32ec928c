import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { type DeliveryState, deliveryStates } from "@/server/domain/webhooks/delivery-state";
import type { RenderedPayload } from "@/server/domain/webhooks/render-payload-template";
import type { WebhookTrigger } from "@/server/domain/webhooks/webhook-trigger";
import { bookings } from "./bookings";
import { instant, oneOf } from "./columns";
import { eventTypes } from "./event-types";
import { users } from "./users";

/** Who is told of an organizer's bookings, at which address. */
export const webhooks = pgTable(
  "webhooks",
  {
    id: uuid().primaryKey(),
    ownerId: integer()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The event type whose bookings it is told of; null for all. */
    eventTypeId: integer().references(() => eventTypes.id, { onDelete: "cascade" }),
    subscriberUrl: text().notNull(),
    triggers: text().array().$type<WebhookTrigger[]>().notNull(),
    active: boolean().notNull().default(true),
    payloadTemplate: text(),
    sealedSecret: text(),
    /** Since when it has been told of what it is told of now; what was before is not made up for. */
    subscribedAt: instant().notNull(),
    /** When an attempt failed first after the last that got through. */
    failingSinceAt: instant(),
    /** When Punctual switched it off, since nothing got through for days. */
    disabledAt: instant(),
    /** When the mail about that was handed over, so that there is one. */
    noticeClaimedAt: instant(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (table) => [
    unique("webhooks_once_per_address")
      .on(table.ownerId, table.eventTypeId, table.subscriberUrl)
      .nullsNotDistinct(),
    index("webhooks_by_event_type").on(table.eventTypeId),
    check("webhooks_told_of_something", sql`cardinality(${table.triggers}) > 0`),
    check("webhooks_disabled_is_off", sql`${table.disabledAt} is null or not ${table.active}`),
  ],
);

/** One thing that a webhook is told, written with what it tells of; kept a month after its end. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    id: uuid().primaryKey(),
    /** Deliveries of a webhook go out in this order, one at a time. */
    position: integer().notNull().generatedAlwaysAsIdentity(),
    webhookId: uuid()
      .notNull()
      .references(() => webhooks.id, { onDelete: "cascade" }),
    ownerId: integer()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    bookingId: integer().references(() => bookings.id, { onDelete: "cascade" }),
    trigger: text().$type<WebhookTrigger>().notNull(),
    body: text().notNull(),
    contentType: text().$type<RenderedPayload["contentType"]>().notNull(),
    state: text().$type<DeliveryState>().notNull().default("waiting"),
    attemptCount: integer().notNull().default(0),
    currentAttemptId: uuid(),
    leaseExpiresAt: instant(),
    nextAttemptAt: instant().notNull(),
    /** When something looks at this row next; null once it has ended. */
    nextLookAt: instant(),
    /** The delivery that the organizer had sent again. */
    replayOfId: uuid(),
    createdAt: instant().notNull(),
    endedAt: instant(),
  },
  (table) => [
    index("webhook_deliveries_by_webhook").on(table.webhookId, table.position),
    index("webhook_deliveries_open")
      .on(table.webhookId, table.position)
      .where(sql`${table.state} in ('waiting', 'sending')`),
    index("webhook_deliveries_to_look_at").on(table.nextLookAt).where(sql`${table.nextLookAt} is not null`),
    index("webhook_deliveries_by_booking").on(table.bookingId),
    index("webhook_deliveries_ended").on(table.endedAt).where(sql`${table.endedAt} is not null`),
    uniqueIndex("webhook_deliveries_once_per_meeting")
      .on(table.webhookId, table.bookingId, table.trigger)
      .where(sql`${table.trigger} in ('MEETING_STARTED', 'MEETING_ENDED') and ${table.replayOfId} is null`),
    check("webhook_deliveries_state_known", oneOf(table.state, deliveryStates)),
    check(
      "webhook_deliveries_open_have_a_next_look",
      sql`(${table.state} in ('waiting', 'sending')) = (${table.nextLookAt} is not null)`,
    ),
    check(
      "webhook_deliveries_open_have_not_ended",
      sql`(${table.state} in ('waiting', 'sending')) = (${table.endedAt} is null)`,
    ),
    check(
      "webhook_deliveries_sending_is_leased",
      sql`(${table.state} = 'sending') = (${table.leaseExpiresAt} is not null)`,
    ),
  ],
);

/** One call of a delivery, on record before it leaves. */
export const webhookAttempts = pgTable(
  "webhook_attempts",
  {
    id: uuid().primaryKey(),
    deliveryId: uuid()
      .notNull()
      .references(() => webhookDeliveries.id, { onDelete: "cascade" }),
    number: integer().notNull(),
    /** Null where it got through, or isn't answered yet. */
    code: text(),
    httpStatus: integer(),
    answer: text(),
    startedAt: instant().notNull(),
    endedAt: instant(),
  },
  (table) => [unique("webhook_attempts_number_per_delivery").on(table.deliveryId, table.number)],
);
