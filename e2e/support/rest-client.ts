import { apiVersionHeader } from "@/server/rest/api-version";
import { findAnswerFaults } from "@/server/rest/testing/find-answer-faults";

export type RestAnswer<Data> = {
  status: number;
  headers: Headers;
  body: { status: string; data: Data; error?: { code: string; message: string } };
};

export type RestBooking = {
  id: number;
  uid: string;
  status: string;
  start: string;
  workflows: { id: string; channel: string; state: string; dueAt: string; recipient: string }[];
  inFlightMessages?: { id: string }[];
};

/**
 * Calls the REST API of a running copy as an outside program does.
 * @throws Error for an answer that the API's description doesn't describe.
 */
export async function callRest<Data = RestBooking>(
  baseUrl: string,
  path: string,
  options: { method?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<RestAnswer<Data>> {
  const method = options.method ?? (options.body === undefined ? "GET" : "POST");
  const headers = new Headers({ "content-type": "application/json", ...options.headers });
  const response = await fetch(`${baseUrl}/v2${path}`, {
    method,
    headers,
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
  });
  const { status } = response;
  const body = (await response.json()) as RestAnswer<Data>["body"];
  const version = headers.get(apiVersionHeader);
  const faults = findAnswerFaults({ method, path: `/v2${path}`, version, status, body });
  if (faults.length > 0) throw new Error(`Not what the API describes:\n${faults.join("\n")}`);
  return { status, headers: response.headers, body };
}

/** The free starts of an event type in the next weeks, in order, from a whole day on. */
export async function freeStarts(baseUrl: string, eventTypeId: number, days = 80): Promise<string[]> {
  const start = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  const end = new Date(Date.now() + days * 86_400_000).toISOString();
  const path = `/slots?${new URLSearchParams({ eventTypeId: String(eventTypeId), start, end })}`;
  const { body } = await callRest<Record<string, { start: string }[]>>(baseUrl, path);
  return Object.values(body.data).flatMap((slots) => slots.map((slot) => slot.start));
}

/** The free starts from a share of the way on, so that what runs at the same time stays apart. */
export async function spreadStarts(baseUrl: string, eventTypeId: number, share: number): Promise<string[]> {
  const starts = await freeStarts(baseUrl, eventTypeId);
  return starts.slice(Math.floor(starts.length * share));
}

/** The texts that a phone of the sandbox has received, oldest first. */
export async function textsOn(sandboxUrl: string, phone: string): Promise<{ body: string }[]> {
  const response = await fetch(`${sandboxUrl}/sms/messages?to=${encodeURIComponent(phone)}`);
  return (await response.json()) as { body: string }[];
}

/** Asks again and again until `check` gives something, at most `timeoutMs`; null when it never does. */
export async function waitFor<Value>(
  check: () => Promise<Value | null | false>,
  timeoutMs: number,
  everyMs = 20,
): Promise<Value | null> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const value = await check();
    if (value) return value;
    if (performance.now() > deadline) return null;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
