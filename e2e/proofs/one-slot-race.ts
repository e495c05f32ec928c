import { callRest, spreadStarts } from "../support/rest-client";
import type { ProofResult, ProofSetting } from "./proof";

/** Many people want one time at once, through both doors: one gets it, the others are told clearly. */
export async function oneSlotRace({ product, sql, cases }: ProofSetting): Promise<ProofResult> {
  const [eventType] = product.demo.eventTypes;
  const eventTypeId = eventType?.id ?? 0;
  const start = (await spreadStarts(product.baseUrl, eventTypeId, 0.75)).at(0) ?? "";
  const attempts = Array.from({ length: cases }, (_, index) => {
    const attendee = {
      name: `Racer ${index}`,
      email: `racer${index}@example.com`,
      timeZone: "Europe/Paris",
      phoneNumber: `+1415557${String(1000 + index)}`,
    };
    return index % 2 === 0 ? throughRest(start, attendee) : throughPage(start, attendee);
  });

  async function throughRest(at: string, attendee: Record<string, string>) {
    const { status, body } = await callRest(product.baseUrl, "/bookings", {
      body: { start: at, eventTypeId, attendee },
    });
    return {
      won: status === 201,
      clear: status === 400 && /already has booking/.test(body.error?.message ?? ""),
    };
  }

  async function throughPage(at: string, attendee: Record<string, string>) {
    const response = await fetch(`${product.baseUrl}/api/trpc/booking.create`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ eventType: { id: eventTypeId }, startsAt: at, attendee }),
    });
    const body = (await response.json()) as { error?: { message: string; data: { reason?: string } } };
    return { won: response.ok, clear: response.status === 400 && body.error?.data.reason === "slot_taken" };
  }

  const outcomes = await Promise.all(attempts);
  const won = outcomes.filter((outcome) => outcome.won).length;
  const clear = outcomes.filter((outcome) => outcome.clear).length;
  const [held] = await sql<{ count: number }[]>`
    select count(*)::int as count from occupancies where starts_at = ${start} and released_at is null`;
  const failures: string[] = [];
  if (won !== 1) failures.push(`${won} of ${cases} got the time`);
  if (clear !== cases - 1) failures.push(`${clear} of ${cases - 1} losers got a clear 400`);
  if (held?.count !== 1) failures.push(`${held?.count} occupancies hold the time`);
  return {
    name: "One slot, many bookers, two doors",
    figures: { attempts: cases, won, clear400: clear },
    failures,
  };
}
