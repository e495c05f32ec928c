import type { RecipientRole } from "./message-state";

export const bookingOccasions = [
  "created",
  "requested",
  "confirmed",
  "declined",
  "rescheduled",
  "relocated",
  "cancelled",
  "attendee_no_show",
  "host_no_show",
] as const;

/** What happened to a booking. */
export type BookingOccasion = (typeof bookingOccasions)[number];

export const attendeeChanges = ["attendee_added", "attendee_removed"] as const;

/** What happened to one of several who take part in a booking. */
export type AttendeeChange = (typeof attendeeChanges)[number];

/** An e-mail that every booking owes, whatever workflows there are. */
export type Notice = { name: string; recipientRole: RecipientRole; subject: string; body: string };

const details =
  "When: {EVENT_DATE}, {EVENT_TIME} – {EVENT_END_TIME} ({TIMEZONE})\nWhere: {LOCATION}{SERIES_DATES}";

const notices: Record<BookingOccasion, Notice[]> = {
  created: [
    {
      name: "Booking confirmation",
      recipientRole: "attendee",
      subject: "Confirmed: {EVENT_NAME} on {EVENT_DATE}, {EVENT_TIME}",
      body: `Hi {ATTENDEE_FIRST_NAME},\n\nyou are booked for {EVENT_NAME} with {ORGANIZER_NAME}.\n\n${details}\n\nNeed to change something? Move or cancel it here:\n{RESCHEDULE_URL}`,
    },
    {
      name: "New booking",
      recipientRole: "host",
      subject: "New booking: {ATTENDEE_NAME}, {EVENT_DATE}, {EVENT_TIME}",
      body: `{ATTENDEE_NAME} booked {EVENT_NAME} with you.\n\n${details}\n\nNotes: {ADDITIONAL_NOTES}\n\nSee the booking:\n{ORGANIZER_BOOKING_URL}`,
    },
  ],
  requested: [
    {
      name: "Request received",
      recipientRole: "attendee",
      subject: "Requested: {EVENT_NAME} on {EVENT_DATE}, {EVENT_TIME}",
      body: `Hi {ATTENDEE_FIRST_NAME},\n\nyou asked {ORGANIZER_NAME} for {EVENT_NAME}. The time isn't agreed yet: you will hear from us as soon as {ORGANIZER_NAME} has answered.\n\n${details}\n\nChanged your mind? Move or cancel the request here:\n{RESCHEDULE_URL}`,
    },
    {
      name: "Request to answer",
      recipientRole: "host",
      subject: "Confirm or decline: {ATTENDEE_NAME}, {EVENT_DATE}, {EVENT_TIME}",
      body: `{ATTENDEE_NAME} asks you for {EVENT_NAME}.\n\n${details}\n\nNotes: {ADDITIONAL_NOTES}\n\nConfirm or decline it here:\n{ORGANIZER_BOOKING_URL}`,
    },
  ],
  confirmed: [
    {
      name: "Booking confirmation",
      recipientRole: "attendee",
      subject: "Confirmed: {EVENT_NAME} on {EVENT_DATE}, {EVENT_TIME}",
      body: `Hi {ATTENDEE_FIRST_NAME},\n\n{ORGANIZER_NAME} has confirmed {EVENT_NAME}.\n\n${details}\n\nNeed to change something? Move or cancel it here:\n{RESCHEDULE_URL}`,
    },
    {
      name: "Request confirmed",
      recipientRole: "host",
      subject: "Confirmed: {ATTENDEE_NAME}, {EVENT_DATE}, {EVENT_TIME}",
      body: `You confirmed {EVENT_NAME} with {ATTENDEE_NAME}.\n\n${details}\n\nNotes: {ADDITIONAL_NOTES}\n\nSee the booking:\n{ORGANIZER_BOOKING_URL}`,
    },
  ],
  declined: [
    {
      name: "Request declined",
      recipientRole: "attendee",
      subject: "Declined: {EVENT_NAME} on {EVENT_DATE}, {EVENT_TIME}",
      body: `Hi {ATTENDEE_FIRST_NAME},\n\n{ORGANIZER_NAME} can't take your request for {EVENT_NAME}.\n\n${details}\n\nReason: {DECLINE_REASON}`,
    },
    {
      name: "Request declined",
      recipientRole: "host",
      subject: "Declined: {ATTENDEE_NAME}, {EVENT_DATE}, {EVENT_TIME}",
      body: `You declined {EVENT_NAME} with {ATTENDEE_NAME}.\n\n${details}\n\nReason: {DECLINE_REASON}\n\nSee the booking:\n{ORGANIZER_BOOKING_URL}`,
    },
  ],
  rescheduled: [
    {
      name: "Booking moved",
      recipientRole: "attendee",
      subject: "Moved: {EVENT_NAME} is now on {EVENT_DATE}, {EVENT_TIME}",
      body: `Hi {ATTENDEE_FIRST_NAME},\n\n{EVENT_NAME} with {ORGANIZER_NAME} has a new time.\n\n${details}\n\nMove or cancel it here:\n{RESCHEDULE_URL}`,
    },
    {
      name: "Booking moved",
      recipientRole: "host",
      subject: "Moved: {ATTENDEE_NAME} is now on {EVENT_DATE}, {EVENT_TIME}",
      body: `{EVENT_NAME} with {ATTENDEE_NAME} has a new time.\n\n${details}\n\nReason: {RESCHEDULE_REASON}\n\nSee the booking:\n{ORGANIZER_BOOKING_URL}`,
    },
  ],
  relocated: [
    {
      name: "New place",
      recipientRole: "attendee",
      subject: "New place: {EVENT_NAME} on {EVENT_DATE}, {EVENT_TIME}",
      body: `Hi {ATTENDEE_FIRST_NAME},\n\n{EVENT_NAME} with {ORGANIZER_NAME} takes place somewhere else.\n\n${details}\n\nNeed to change something? Move or cancel it here:\n{RESCHEDULE_URL}`,
    },
  ],
  cancelled: [
    {
      name: "Booking cancelled",
      recipientRole: "attendee",
      subject: "Cancelled: {EVENT_NAME} on {EVENT_DATE}, {EVENT_TIME}",
      body: `Hi {ATTENDEE_FIRST_NAME},\n\n{EVENT_NAME} with {ORGANIZER_NAME} is cancelled.\n\n${details}\n\nReason: {CANCEL_REASON}`,
    },
    {
      name: "Booking cancelled",
      recipientRole: "host",
      subject: "Cancelled: {ATTENDEE_NAME}, {EVENT_DATE}, {EVENT_TIME}",
      body: `{EVENT_NAME} with {ATTENDEE_NAME} is cancelled.\n\n${details}\n\nReason: {CANCEL_REASON}\n\nSee the booking:\n{ORGANIZER_BOOKING_URL}`,
    },
  ],
  attendee_no_show: [],
  host_no_show: [],
};

/** The e-mail to the one whom it happened to. */
export const attendeeNotices: Record<AttendeeChange, Notice> = {
  attendee_added: {
    name: "Invitation",
    recipientRole: "attendee",
    subject: "You are invited: {EVENT_NAME} on {EVENT_DATE}, {EVENT_TIME}",
    body: `Hi {ATTENDEE_FIRST_NAME},\n\n{ORGANIZER_NAME} has added you to {EVENT_NAME}.\n\n${details}\n\nSee the meeting, move or cancel it here:\n{RESCHEDULE_URL}`,
  },
  attendee_removed: {
    name: "Invitation withdrawn",
    recipientRole: "attendee",
    subject: "You need not come: {EVENT_NAME} on {EVENT_DATE}, {EVENT_TIME}",
    body: `Hi {ATTENDEE_FIRST_NAME},\n\n{ORGANIZER_NAME} has taken you off {EVENT_NAME}. You need not come.\n\n${details}`,
  },
};

/** The e-mails that a booking owes on an occasion, the attendee's first. */
export function noticesFor(occasion: BookingOccasion): readonly Notice[] {
  return notices[occasion];
}
