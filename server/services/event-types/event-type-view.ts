import type { eventTypes } from "@/db/schema/event-types";
import type { EventTypeSettings } from "@/server/domain/event-types/event-type-settings";
import { confirmationPolicyOf } from "./confirmation-policy-of";
import type { EventTypeOwner } from "./own-event-types";

type EventTypeRow = typeof eventTypes.$inferSelect;

/** A kind of meeting as its organizer set it up. */
export type EventTypeView = EventTypeSettings & {
  id: number;
  scheduleId: number;
  owner: EventTypeOwner;
  /** Where anyone can book it, unless it asks for a private link. */
  publicUrl: string;
};

export function eventTypeView(row: EventTypeRow, owner: EventTypeOwner, publicUrl: string): EventTypeView {
  return {
    id: row.id,
    ...settingsOf(row),
    scheduleId: row.scheduleId,
    owner,
    publicUrl: `${publicUrl}/${owner.username}/${row.slug}`,
  };
}

/** What the organizer said, read from the columns that keep it. */
export function settingsOf(row: EventTypeRow): EventTypeSettings {
  const { title, slug, description, location, lengthMinutes, lengthOptionsMinutes } = row;
  const { slotIntervalMinutes, startOffsetMinutes, minimumNoticeMinutes, bookingWindow } = row;
  const { bufferBeforeMinutes, bufferAfterMinutes, bookingLimits, maxActivePerAttendee } = row;
  const { onlyFirstSlotOfDay, locksTimeZone, recurrence, phoneRequired, hidden, requiresPrivateLink } = row;
  return {
    ...{ title, slug, description, location, lengthMinutes, lengthOptionsMinutes },
    ...{ slotIntervalMinutes, startOffsetMinutes, minimumNoticeMinutes, bookingWindow },
    ...{ bufferBeforeMinutes, bufferAfterMinutes, bookingLimits, maxActivePerAttendee },
    ...{ onlyFirstSlotOfDay, locksTimeZone, recurrence, phoneRequired, hidden, requiresPrivateLink },
    confirmation: confirmationPolicyOf(row),
    seats:
      row.seatsPerSlot === null
        ? null
        : {
            perSlot: row.seatsPerSlot,
            showsAttendees: row.showsSeatAttendees,
            showsLeft: row.showsSeatsLeft,
          },
  };
}

/** The columns that keep what the organizer said. */
export function columnsOf(settings: EventTypeSettings) {
  const { confirmation, seats, ...columns } = settings;
  return {
    ...columns,
    confirmation: confirmation.kind,
    confirmationNoticeMinutes: confirmation.kind === "short_notice" ? confirmation.noticeMinutes : null,
    pendingHoldsTime: confirmation.kind === "none" ? true : confirmation.pendingHoldsTime,
    seatsPerSlot: seats?.perSlot ?? null,
    showsSeatAttendees: seats?.showsAttendees ?? false,
    showsSeatsLeft: seats?.showsLeft ?? true,
  } satisfies Partial<typeof eventTypes.$inferInsert>;
}
