/** What plans and texts need to know of a booking. */
export type BookingFacts = {
  uid: string;
  title: string;
  notes: string;
  location: string;
  startsAt: Date;
  endsAt: Date;
  cancellationReason: string | null;
  reschedulingReason: string | null;
  eventTypeTitle: string;
  host: { name: string; email: string; timeZone: string; locale: string };
  attendee: {
    name: string;
    email: string | null;
    phoneNumber: string | null;
    timeZone: string;
    language: string;
  };
};
