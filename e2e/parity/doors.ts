import type { RunningProduct } from "../support/running-product";

export type Actor = "anonymous" | "owner's key" | "another's key" | "signed-in";

/** How a number may be written, and where in a request it may stand. */
export type PhoneSpelling = { name: string; place: PhonePlace; text: string };
export type PhonePlace =
  | "attendee"
  | "smsReminderNumber"
  | "response:attendeePhoneNumber"
  | "response:smsReminderNumber"
  | "response:phone"
  | "response:location"
  | "location:attendeePhone"
  | "location:text";

export type Credentials = Record<Exclude<Actor, "anonymous">, Record<string, string>>;

export type BookRequest = { start: string; eventTypeId: number; spelling: PhoneSpelling };

/** A way in: does what a person or program does there, and returns the uid of the booking that results. */
export type DoorDriver = {
  door: "page" | "rest" | "trpc";
  actors: readonly Actor[];
  spells(spelling: PhoneSpelling): boolean;
  book(actor: Actor, request: BookRequest): Promise<string>;
  move(actor: Actor, uid: string, start: string): Promise<string>;
  cancel(actor: Actor, uid: string): Promise<void>;
  close(): Promise<void>;
};

export const attendee = {
  name: "Ada Lovelace",
  email: "ada@example.com",
  timeZone: "Europe/London",
  language: "en-US",
};
export const notes = "Bring the plans.";
export const movingReason = "Something came up";
export const cancelReason = "No longer needed";

/** The headers that make each actor; `another` is an API key of another organizer. */
export async function credentialsFor(product: RunningProduct, another: string): Promise<Credentials> {
  const { apiKey, organizer } = product.demo;
  const response = await fetch(`${product.baseUrl}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: product.baseUrl },
    body: JSON.stringify({ email: organizer.email, password: organizer.password }),
  });
  if (!response.ok) throw new Error(`Sign-in was answered ${response.status}.`);
  const cookie = response.headers.getSetCookie().map((line) => line.split(";")[0]);
  return {
    "owner's key": { authorization: `Bearer ${apiKey}` },
    "another's key": { authorization: `Bearer ${another}` },
    "signed-in": { cookie: cookie.join("; "), origin: product.baseUrl },
  };
}
