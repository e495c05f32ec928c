import type { RunningProduct } from "../support/running-product";
import type { ParityHost } from "./add-organizer";

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

/** What can be booked, and where its page is. */
export type Meeting = { id: number; slug: string };

export type BookRequest = {
  start: string;
  meeting: Meeting;
  spelling: PhoneSpelling;
  /** Someone else than the usual attendee. */
  guest?: { name: string; email: string };
};

export type RequestAnswer = "confirm" | "decline";
export type Absentee = "attendee" | "host";

/** A way in: does what a person or program does there, and returns the uid of the booking that results. */
export type DoorDriver = {
  door: "page" | "rest" | "trpc" | "mcp" | "text";
  actors: readonly Actor[];
  spells(spelling: PhoneSpelling): boolean;
  book(actor: Actor, request: BookRequest): Promise<string>;
  move(actor: Actor, uid: string, start: string): Promise<string>;
  cancel(actor: Actor, uid: string): Promise<void>;
  /** Who can answer requests here. */
  hosts: readonly Actor[];
  answer(actor: Actor, uid: string, answer: RequestAnswer): Promise<void>;
  /** Says that the attendee will come; not everywhere can that be said. */
  confirmAttendance?(actor: Actor, uid: string): Promise<void>;
  /** Marks who didn't come to a meeting that has begun. */
  markAbsent?(actor: Actor, uid: string, who: Absentee): Promise<void>;
  /** Cancels all dates of a series; not everywhere can that be done at once. */
  cancelSeries?(actor: Actor, seriesUid: string): Promise<void>;
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
export const declineReason = "Fully booked that week";

/** The headers that make each actor: the host of the meetings, and another organizer. */
export async function credentialsFor(
  { baseUrl }: RunningProduct,
  host: ParityHost,
  another: ParityHost,
): Promise<Credentials> {
  const response = await fetch(`${baseUrl}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: baseUrl },
    body: JSON.stringify({ email: host.email, password: host.password }),
  });
  if (!response.ok) throw new Error(`Sign-in was answered ${response.status}.`);
  const cookie = response.headers.getSetCookie().map((line) => line.split(";")[0]);
  return {
    "owner's key": { authorization: `Bearer ${host.apiKey}` },
    "another's key": { authorization: `Bearer ${another.apiKey}` },
    "signed-in": { cookie: cookie.join("; "), origin: baseUrl },
  };
}
