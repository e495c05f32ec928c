import { count, eq } from "drizzle-orm";
import type { z } from "zod";
import { lockHost } from "@/db/queries/host-locks";
import { eventTypes } from "@/db/schema/event-types";
import { users } from "@/db/schema/users";
import { newEventTypeSchema } from "@/server/domain/event-types/event-type-settings";
import { ServiceError } from "@/server/platform/service-error";
import { inTransaction, type UnitOfWork } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import { rowIdSchema } from "@/server/services/row-id-schema";
import type { ServiceContext } from "@/server/services/service-context";
import { writeOwnerAudit } from "@/server/services/write-owner-audit";
import { slugErrorOf } from "./event-type-refusals";
import { columnsOf, type EventTypeView, eventTypeView } from "./event-type-view";
import { isOwn } from "./own-event-types";
import { ownScheduleId } from "./own-schedule-id";

export const createEventTypeInputSchema = newEventTypeSchema.safeExtend({
  /** The default schedule when absent. */
  scheduleId: rowIdSchema.optional(),
});

export type CreateEventTypeInput = z.output<typeof createEventTypeInputSchema>;

const maxEventTypes = 500;

/**
 * Adds a kind of meeting that can be booked with the organizer from now on.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; BAD_REQUEST for a slug that is in use, or
 * when there are too many; NOT_FOUND for a schedule that is not theirs.
 */
export async function createEventType(
  ctx: ServiceContext,
  input: CreateEventTypeInput,
): Promise<EventTypeView> {
  const ownerId = requireUserId(ctx.actor);
  try {
    return await inTransaction(ctx, (unit) => insert(ctx, unit, ownerId, input));
  } catch (error) {
    throw slugErrorOf(error);
  }
}

async function insert(
  ctx: ServiceContext,
  { tx }: UnitOfWork,
  ownerId: number,
  { scheduleId: wantedScheduleId, ...settings }: CreateEventTypeInput,
): Promise<EventTypeView> {
  await lockHost(tx, ownerId);
  const [owner] = await tx
    .select({ id: users.id, name: users.name, username: users.username })
    .from(users)
    .where(eq(users.id, ownerId));
  const [existing] = await tx.select({ count: count() }).from(eventTypes).where(isOwn(ownerId));
  if ((existing?.count ?? 0) >= maxEventTypes) throw tooMany();
  const scheduleId = await ownScheduleId(tx, ownerId, wantedScheduleId);
  const now = ctx.clock.now();
  const [row] = await tx
    .insert(eventTypes)
    .values({ ...columnsOf(settings), ownerId, scheduleId, createdAt: now, updatedAt: now })
    .returning();
  if (!row || !owner) throw new Error("The event type was not inserted.");
  await writeOwnerAudit(ctx, tx, { ownerId, action: "event_type.created", id: row.id });
  return eventTypeView(row, owner, ctx.publicUrl);
}

function tooMany(): ServiceError {
  return new ServiceError("BAD_REQUEST", `You can have at most ${maxEventTypes} event types.`, {
    reason: "too_many_event_types",
  });
}
