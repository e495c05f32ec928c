import type { AttendeeChange } from "./notices";

const testPrefix = "test:";

/** The source of a test that an organizer sends to themselves. */
export function testSource(id: string): string {
  return `${testPrefix}${id}`;
}

/** Whether a message is one that an organizer sent to themselves to see it; no booking owes those. */
export function isTest({ source }: { source: string }): boolean {
  return source.startsWith(testPrefix);
}

/** The source of the mail to one who was added to a booking or taken off it. */
export function attendeeSource(change: AttendeeChange): string {
  return `notice:${change}:attendee`;
}

/** Whether a message tells one who takes part that they were taken off the booking. */
export function isOfRemoval(source: string): boolean {
  return source === attendeeSource("attendee_removed");
}
