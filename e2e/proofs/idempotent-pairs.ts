import { callRest, spreadStarts } from "../support/rest-client";
import type { ProofResult, ProofSetting } from "./proof";

const pairsAtOnce = 20;

/** Pairs of equal requests with one Idempotency-Key, sent at the same time: one booking each. */
export async function idempotentPairs({ product, sql, cases, seed }: ProofSetting): Promise<ProofResult> {
  const eventTypeId = product.demo.eventTypes[1]?.id ?? 0;
  const starts = await spreadStarts(product.baseUrl, eventTypeId, 0.5);
  const failures: string[] = [];
  let replays = 0;
  let inProgress = 0;
  for (let first = 0; first < cases; first += pairsAtOnce) {
    const batch = Array.from({ length: Math.min(pairsAtOnce, cases - first) }, (_, offset) => first + offset);
    const pairs = await Promise.all(batch.map((index) => sendPair(index)));
    for (const { uid, statuses } of pairs) {
      inProgress += statuses.filter((status) => status === 409).length;
      if (statuses.some((status) => status !== 201 && status !== 409)) failures.push(`answers ${statuses}`);
      if (uid)
        await callRest(product.baseUrl, `/bookings/${uid}/cancel`, { body: { cancellationReason: "done" } });
    }
  }
  const [doubled] = await sql<{ count: number }[]>`
    select count(*)::int as count from (
      select metadata ->> 'pair' from bookings where metadata ->> 'proof' = ${`pairs-${seed}`}
      group by 1 having count(*) <> 1) as odd`;
  const [made] = await sql<{ count: number }[]>`
    select count(*)::int as count from bookings where metadata ->> 'proof' = ${`pairs-${seed}`}`;
  if (doubled?.count !== 0) failures.push(`${doubled?.count} pairs without exactly one booking`);
  if (made?.count !== cases) failures.push(`${made?.count} bookings for ${cases} pairs`);
  return {
    name: "Pairs of requests with one Idempotency-Key",
    figures: { pairs: cases, bookings: made?.count ?? -1, replays, inProgress },
    failures,
  };

  async function sendPair(index: number): Promise<{ uid: string; statuses: number[] }> {
    const request = {
      headers: { "idempotency-key": `pair-${seed}-${index}` },
      body: {
        start: starts[index % pairsAtOnce],
        eventTypeId,
        attendee: { name: "Ada Lovelace", email: "ada@example.com", timeZone: "Europe/Paris" },
        metadata: { proof: `pairs-${seed}`, pair: String(index) },
      },
    };
    const answers = await Promise.all([
      callRest(product.baseUrl, "/bookings", request),
      callRest(product.baseUrl, "/bookings", request),
    ]);
    replays += answers.filter((answer) => answer.headers.get("idempotent-replayed") === "true").length;
    const made = answers.filter((answer) => answer.status === 201);
    if (new Set(made.map((answer) => answer.body.data.uid)).size > 1)
      failures.push(`pair ${index}: two bookings`);
    return { uid: made[0]?.body.data.uid ?? "", statuses: answers.map((answer) => answer.status) };
  }
}
