import type { APIRequestContext, TestInfo } from "@playwright/test";

const dayMs = 86_400_000;
const halfHourMs = 1_800_000;

/**
 * Free starts of an event type that no other test at work takes: from the day after tomorrow on, in an order of
 * chance, and only every n-th where n tests run at once.
 */
export async function freeStarts(
  request: APIRequestContext,
  eventTypeId: number,
  { parallelIndex, config }: TestInfo,
): Promise<string[]> {
  const from = new Date(Date.now() + 2 * dayMs).toISOString();
  const to = new Date(Date.now() + 80 * dayMs).toISOString();
  const input = JSON.stringify({ eventType: { id: eventTypeId }, from, to });
  const response = await request.get(`/api/trpc/slots.starts?input=${encodeURIComponent(input)}`);
  const { result } = (await response.json()) as { result: { data: { starts: string[] } } };
  return result.data.starts
    .filter((startsAt) => Math.floor(Date.parse(startsAt) / halfHourMs) % config.workers === parallelIndex)
    .map((startsAt) => ({ startsAt, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ startsAt }) => startsAt);
}
