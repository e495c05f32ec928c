import { newGuest } from "./guests";
import type { TestOrganizer } from "./new-organizer";
import { callRest, freeStarts } from "./rest-client";
import { productUnderTest } from "./running-product";

export type MadeBooking = { uid: string; start: string; guest: ReturnType<typeof newGuest> };

/** Books one of the organizer's free times, by its place in their order, for a guest who leaves a number. */
export async function bookWith(
  organizer: TestOrganizer,
  options: { place?: number; guest?: ReturnType<typeof newGuest> } = {},
): Promise<MadeBooking> {
  const { baseUrl } = productUnderTest();
  const { place = 0, guest = newGuest() } = options;
  const [eventType] = organizer.eventTypes;
  if (!eventType) throw new Error("The organizer has no event type.");
  const start = (await freeStarts(baseUrl, eventType.id, 20))[place];
  const { status, body } = await callRest(baseUrl, "/bookings", {
    body: {
      eventTypeId: eventType.id,
      start,
      attendee: { name: guest.name, email: guest.email, phoneNumber: guest.phone, timeZone: "Europe/London" },
    },
  });
  if (status !== 201) throw new Error(`The booking was answered ${status}: ${JSON.stringify(body)}`);
  return { uid: body.data.uid, start: String(start), guest };
}

/** Makes the sandbox answer the next texts to a number in another way than by taking and delivering them. */
export async function spoilTexts(to: string, fault: Record<string, unknown>): Promise<void> {
  await fetch(`${productUnderTest().sandboxUrl}/sms/faults`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ count: 1, to, ...fault }),
  });
}
