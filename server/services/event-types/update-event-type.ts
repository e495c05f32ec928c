import type { z } from "zod";
import { lockHost } from "@/db/queries/host-locks";
import { eventTypes } from "@/db/schema/event-types";
import {
  type EventTypeSettings,
  eventTypeChangesSchema,
  eventTypeSettingsSchema,
} from "@/server/domain/event-types/event-type-settings";
import { changeBookingLimits, limitsByPeriod } from "@/server/domain/scheduling/change-booking-limits";
import { ServiceError } from "@/server/platform/service-error";
import { inTransaction, type UnitOfWork } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import { rowIdSchema } from "@/server/services/row-id-schema";
import type { ServiceContext } from "@/server/services/service-context";
import { writeOwnerAudit } from "@/server/services/write-owner-audit";
import { eventTypeNotFound } from "./event-type-not-found";
import { slugErrorOf } from "./event-type-refusals";
import { columnsOf, type EventTypeView, eventTypeView, settingsOf } from "./event-type-view";
import { findOwnEventTypes, isOwn } from "./own-event-types";
import { ownScheduleId } from "./own-schedule-id";

export const updateEventTypeInputSchema = eventTypeChangesSchema.extend({
  id: rowIdSchema,
  scheduleId: rowIdSchema.optional(),
  /** The limits of counts alone, as they are to be; those of minutes stay. */
  bookingLimitCounts: limitsByPeriod.counts.optional(),
  /** The limits of minutes alone, as they are to be; those of counts stay. */
  bookingLimitMinutes: limitsByPeriod.minutes.optional(),
});

export type UpdateEventTypeInput = z.output<typeof updateEventTypeInputSchema>;

/**
 * Changes a kind of meeting; what is left out stays, and so do bookings that were made. Once it is answered, no
 * booking goes by what it said before.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; NOT_FOUND for an event type or a schedule
 * that is not theirs; BAD_REQUEST for a slug that is in use, or settings that don't fit together.
 */
export async function updateEventType(
  ctx: ServiceContext,
  input: UpdateEventTypeInput,
): Promise<EventTypeView> {
  const ownerId = requireUserId(ctx.actor);
  try {
    return await inTransaction(ctx, (unit) => update(ctx, unit, ownerId, input));
  } catch (error) {
    throw slugErrorOf(error);
  }
}

async function update(
  ctx: ServiceContext,
  { tx }: UnitOfWork,
  ownerId: number,
  input: UpdateEventTypeInput,
): Promise<EventTypeView> {
  const { id, scheduleId: wantedScheduleId, bookingLimitCounts, bookingLimitMinutes, ...changes } = input;
  await lockHost(tx, ownerId);
  const [found] = await findOwnEventTypes(tx, ownerId, id);
  if (!found) throw eventTypeNotFound({ id });
  const wanted = { ...settingsOf(found.eventType), ...given(changes) };
  const limits = { counts: bookingLimitCounts, minutes: bookingLimitMinutes };
  const bookingLimits = changeBookingLimits(wanted.bookingLimits, limits);
  const settings = requireFitting({ ...wanted, bookingLimits });
  const scheduleId =
    wantedScheduleId === undefined
      ? found.eventType.scheduleId
      : await ownScheduleId(tx, ownerId, wantedScheduleId);
  const [row] = await tx
    .update(eventTypes)
    .set({ ...columnsOf(settings), scheduleId, updatedAt: ctx.clock.now() })
    .where(isOwn(ownerId, id))
    .returning();
  if (!row) throw new Error(`Event type ${id} vanished under its owner's lock.`);
  await writeOwnerAudit(ctx, tx, { ownerId, action: "event_type.updated", id });
  return eventTypeView(row, found.owner, ctx.publicUrl);
}

function given(changes: Partial<EventTypeSettings>): Partial<EventTypeSettings> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

function requireFitting(settings: EventTypeSettings): EventTypeSettings {
  const parsed = eventTypeSettingsSchema.safeParse(settings);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => ({ field: path.join("."), message }));
  throw new ServiceError(
    "BAD_REQUEST",
    issues.map(({ field, message }) => `${field} ${message}`).join("; "),
    {
      field: issues[0]?.field,
      reason: "settings_do_not_fit",
      data: { issues },
    },
  );
}
