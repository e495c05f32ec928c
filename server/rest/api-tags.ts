/** The groups in which operations are listed, in the order in which they are shown. */
export const apiTags = {
  Bookings: "Appointments: made, read, moved, cancelled, and the messages that each of them owes.",
  Slots: "The times that can be booked.",
  Reservations: "A free time held for a few minutes, while someone makes up their mind.",
  Messages: "What bookings owe and owed, message by message.",
  Workflows: "Rules: which messages are owed when something happens to a booking.",
  "Event types": "The kinds of meeting that can be booked, and the rules of each.",
  Schedules: "The hours in which they can be booked.",
  Webhooks: "Servers of yours that are told of bookings, meetings and messages.",
  Me: "Whose key it is, and when they are away.",
} as const;

export type ApiTag = keyof typeof apiTags;
