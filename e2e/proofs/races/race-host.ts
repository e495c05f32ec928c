import type postgres from "postgres";
import { addOrganizer } from "../../parity/add-organizer";
import type { ProofSetting } from "../proof";

/** How one attempt was answered; `reason` is empty for one that succeeded. */
export type RaceAnswer<Data = unknown> = { status: number; reason: string; data: Data | null };

export type Booked = { uid: string; startsAt: string; status: string };

/** An organizer of a race's own, open at any time, whose bookings owe e-mails but no texts. */
export type RaceHost = {
  id: number;
  /** Calls a procedure as anyone, or as the host. */
  call<Data>(path: string, input: unknown, as?: "anyone" | "host"): Promise<RaceAnswer<Data>>;
  /** Asks a query of the host's. */
  ask<Data>(path: string, input: unknown): Promise<RaceAnswer<Data>>;
  /** Adds an event type that asks for no notice, and returns its id. */
  offer(settings: Record<string, unknown>): Promise<number>;
  /** Books, through the REST API and the page's procedure by turns. */
  book(request: BookRequest): Promise<RaceAnswer<Booked>>;
};

export type BookRequest = {
  eventTypeId: number;
  startsAt: Date;
  lengthMinutes?: number;
  reservationUid?: string;
};

const everyHour = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute: 0, endMinute: 1440 }));

export async function openRaceHost({ product, sql }: ProofSetting): Promise<RaceHost> {
  const { userId: id, apiKey } = await addOrganizer(product, "race");
  await sql`delete from workflows where owner_id = ${id}`;
  const [schedule] = await sql<{ id: number }[]>`select id from schedules where owner_id = ${id}`;
  const call: RaceHost["call"] = (path, input, as = "anyone") =>
    post(
      `${product.baseUrl}/api/trpc/${path}`,
      input,
      as === "host" ? { authorization: `Bearer ${apiKey}` } : {},
    );
  const opened = await call("schedule.update", { id: schedule?.id, weeklyHours: everyHour }, "host");
  if (opened.status !== 200) throw new Error(`The hours were answered ${opened.status} ${opened.reason}.`);
  let offered = 0;
  let booked = 0;
  return {
    id,
    call,
    ask: (path, input) => {
      const asked = encodeURIComponent(JSON.stringify(input));
      return answerTo(`${product.baseUrl}/api/trpc/${path}?input=${asked}`, {
        headers: { authorization: `Bearer ${apiKey}` },
      });
    },
    offer: async (settings) => {
      offered += 1;
      const least = { title: "Race", slug: `race-${offered}`, lengthMinutes: 30, minimumNoticeMinutes: 0 };
      const made = await call<{ answer: { id: number } }>(
        "eventType.create",
        { ...least, ...settings },
        "host",
      );
      if (!made.data) throw new Error(`The event type was answered ${made.status} ${made.reason}.`);
      return made.data.answer.id;
    },
    book: (request) => {
      booked += 1;
      const throughRest = booked % 2 === 0 && request.reservationUid === undefined;
      return throughRest ? bookByRest(product.baseUrl, request) : bookByProcedure(call, request);
    },
  };
}

const attendee = { name: "Racer", email: "racer@example.com", timeZone: "Europe/Paris" };

async function bookByProcedure(
  call: RaceHost["call"],
  { eventTypeId, startsAt, ...more }: BookRequest,
): Promise<RaceAnswer<Booked>> {
  const eventType = { id: eventTypeId };
  const input = { eventType, startsAt: startsAt.toISOString(), attendee, ...more };
  const { data, ...answer } = await call<{ answer: Booked }>("booking.create", input);
  return { ...answer, data: data?.answer ?? null };
}

async function bookByRest(
  baseUrl: string,
  { eventTypeId, startsAt, lengthMinutes }: BookRequest,
): Promise<RaceAnswer<Booked>> {
  const response = await fetch(`${baseUrl}/v2/bookings`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      eventTypeId,
      start: startsAt.toISOString(),
      lengthInMinutes: lengthMinutes,
      attendee,
    }),
  });
  const { data, error } = (await response.json()) as {
    data?: { uid: string; start: string; status: string };
    error?: { details?: { reason?: string } };
  };
  return {
    status: response.status,
    reason: error?.details?.reason ?? "",
    data: data ? { uid: data.uid, startsAt: data.start, status: data.status } : null,
  };
}

function post<Data>(url: string, input: unknown, headers: Record<string, string>): Promise<RaceAnswer<Data>> {
  return answerTo(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(input),
  });
}

async function answerTo<Data>(url: string, request: RequestInit): Promise<RaceAnswer<Data>> {
  const response = await fetch(url, request);
  const { result, error } = (await response.json()) as {
    result?: { data: Data };
    error?: { message: string; data: { reason?: string } };
  };
  return {
    status: response.status,
    reason: error ? (error.data.reason ?? error.message) : "",
    data: result?.data ?? null,
  };
}

/** How often the database had to break a deadlock since it was started. */
export async function countDeadlocks(sql: postgres.Sql): Promise<number> {
  const [row] = await sql<{ deadlocks: number }[]>`
    select deadlocks::int from pg_stat_database where datname = current_database()`;
  return row?.deadlocks ?? -1;
}
