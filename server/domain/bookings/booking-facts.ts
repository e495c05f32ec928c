/** What plans and texts need to know of a booking. */
export type BookingFacts = {
  uid: string;
  title: string;
  notes: string;
  location: string;
  startsAt: Date;
  endsAt: Date;
  attendanceConfirmedAt: Date | null;
  cancellationReason: string | null;
  reschedulingReason: string | null;
  rejectionReason: string | null;
  /** The starts that stand of the series that it belongs to, its own among them; none where it doesn't repeat. */
  seriesStartsAt: Date[] | null;
  /** The answers to the event type's questions, by the question's name. */
  responses: Record<string, unknown>;
  eventTypeId: number;
  eventTypeTitle: string;
  host: { name: string; email: string; phoneNumber: string | null; timeZone: string; locale: string };
  /** Whoever takes part besides, having been added: where the booking's own mails go as well. */
  furtherEmails?: readonly string[];
  attendee: {
    name: string;
    email: string | null;
    phoneNumber: string | null;
    timeZone: string;
    language: string;
    /** Whether they had an agreed booking with the host before, other than this one and its series. */
    isReturning: boolean;
  };
};
