import { z } from "zod";
import { eventIdFromSeed } from "./event-id-seed";

export const mostEventsPerRequest = 5_000;
export const largestEventBytes = 3 * 1024 * 1024;

/** An event as functions receive it. `id` is the sender's, or the engine's where the sender gave none. */
export type EventPayload = {
  id: string;
  name: string;
  data: Record<string, unknown>;
  ts: number;
  user: Record<string, unknown>;
  v?: string;
  meta?: Record<string, unknown>;
};

/** An event as the engine stores it: `id` is the engine's own. */
export type NewEvent = { id: string; payload: EventPayload };

const record = z.record(z.string(), z.unknown());
const sentEventSchema = z.object({
  id: z.string().max(255).nullish(),
  name: z.string().min(1).max(255),
  data: record.nullish(),
  ts: z.number().int().min(0).max(8_640_000_000_000_000).nullish(),
  user: record.nullish(),
  v: z.string().max(255).nullish(),
  meta: record.nullish(),
});

/** A request to the event API that isn't accepted, with the status that says why. */
export class EventRefused extends Error {
  constructor(
    readonly status: 400 | 413,
    message: string,
  ) {
    super(message);
  }
}

/**
 * The events of a request body (one, or a list). With a seed their ids are the same for each repetition of the
 * request, so that a repetition changes nothing.
 * @throws EventRefused when the body or one of its events can't be accepted; none of them is, then
 */
export function parseEvents(
  body: unknown,
  options: { seed: string | null; now: Date; newId: () => string },
): NewEvent[] {
  const sent = Array.isArray(body) ? body : [body];
  if (sent.length > mostEventsPerRequest) {
    throw new EventRefused(413, `a request carries ${mostEventsPerRequest} events at most`);
  }
  return sent.map((value, index) => {
    const id = (options.seed && eventIdFromSeed(options.seed, index + 1)) || options.newId();
    return { id, payload: parseEvent(value, index, id, options.now) };
  });
}

function parseEvent(value: unknown, index: number, id: string, now: Date): EventPayload {
  const parsed = sentEventSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new EventRefused(400, `event ${index}: ${issue?.path.join(".")}: ${issue?.message}`);
  }
  const event = parsed.data;
  if (event.name.startsWith("inngest/")) {
    throw new EventRefused(400, `event ${index}: names that start with "inngest/" are the engine's own`);
  }
  if (Buffer.byteLength(JSON.stringify(value)) > largestEventBytes) {
    throw new EventRefused(413, `event ${index}: larger than ${largestEventBytes} bytes`);
  }
  return {
    id: event.id || id,
    name: event.name,
    data: event.data ?? {},
    ts: event.ts || now.getTime(),
    user: event.user ?? {},
    ...(event.v ? { v: event.v } : {}),
    ...(event.meta ? { meta: event.meta } : {}),
  };
}
