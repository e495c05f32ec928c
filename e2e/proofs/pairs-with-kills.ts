import type postgres from "postgres";
import type { ProductCopy } from "../support/product-copy";
import { callRest, spreadStarts } from "../support/rest-client";
import { type ProofResult, type ProofSetting, seededFraction } from "./proof";

const pairsAtOnce = 20;
const killWithinMs = 600;
const retryPauseMs = 200;
const answerWithinMs = 60_000;

type Seen = { kills: number; broken: number; inProgress: number; replays: number; failures: string[] };

/**
 * Pairs of equal requests with one Idempotency-Key, sent at the same time, while every process is killed at random
 * moments: whoever gets no answer asks again, as clients do, and both of a pair end with the same one booking.
 */
export async function pairsWithKills(
  { product, sql, cases, seed }: ProofSetting,
  copy: ProductCopy,
): Promise<ProofResult> {
  const eventTypeId = product.demo.eventTypes[0]?.id ?? 0;
  const starts = await spreadStarts(product.baseUrl, eventTypeId, 0.5);
  const fraction = seededFraction(seed);
  const seen: Seen = { kills: 0, broken: 0, inProgress: 0, replays: 0, failures: [] };
  for (let first = 0; first < cases; first += pairsAtOnce) {
    const indexes = Array.from({ length: Math.min(pairsAtOnce, cases - first) }, (_, place) => first + place);
    const killAfterMs = fraction() < 0.5 ? Math.floor(fraction() * killWithinMs) : null;
    const killed = killAfterMs === null ? null : killAfter(copy, killAfterMs);
    if (killAfterMs !== null) seen.kills += 1;
    const uids = await Promise.all(indexes.map((index) => bookTwice(index)));
    await killed;
    for (const uid of uids) await cancel(uid);
  }
  seen.failures.push(...(await whatIsWrong(sql, `killed-pairs-${seed}`, cases)));
  const { failures, ...figures } = seen;
  return {
    name: "Pairs of requests with one Idempotency-Key under kills",
    figures: { pairs: cases, seed, ...figures },
    failures,
  };

  async function bookTwice(index: number): Promise<string> {
    const request = {
      headers: { "idempotency-key": `killed-pair-${seed}-${index}` },
      body: {
        start: starts[index % pairsAtOnce],
        eventTypeId,
        attendee: {
          ...{ name: "Ada Lovelace", email: "ada@example.com", timeZone: "Europe/Paris" },
          phoneNumber: `+1415557${String(1000 + index)}`,
        },
        metadata: { proof: `killed-pairs-${seed}`, pair: String(index) },
      },
    };
    const [one, other] = await Promise.all([untilAnswered(request), untilAnswered(request)]);
    if (one !== other) seen.failures.push(`pair ${index}: ${one} and ${other}`);
    return one;
  }

  /** The uid of the booking that a request was answered with, however often it had to be repeated. */
  async function untilAnswered(request: { headers: Record<string, string>; body: unknown }): Promise<string> {
    const deadline = performance.now() + answerWithinMs;
    while (performance.now() < deadline) {
      try {
        const { status, headers, body } = await callRest(product.baseUrl, "/bookings", request);
        if (headers.get("idempotent-replayed") === "true") seen.replays += 1;
        if (status === 201) return body.data.uid;
        if (status !== 409) return `an answer ${status} ${body.error?.message}`;
        seen.inProgress += 1;
      } catch (error) {
        if (!isBroken(error)) throw error;
        seen.broken += 1;
      }
      await new Promise((resolve) => setTimeout(resolve, retryPauseMs));
    }
    return "no answer";
  }

  async function cancel(uid: string): Promise<void> {
    const { status } = await callRest(product.baseUrl, `/bookings/${uid}/cancel`, {
      body: { cancellationReason: "done" },
    });
    if (status !== 200) seen.failures.push(`the cancellation of ${uid} was answered ${status}`);
  }
}

/** Nobody listened, or the connection broke before the whole answer had come. */
function isBroken(error: unknown): boolean {
  return error instanceof TypeError || error instanceof SyntaxError;
}

async function killAfter(copy: ProductCopy, milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  await copy.killGroup();
  await copy.restart();
}

/** Each pair has one booking, and each of those has owed the same: its whole plan, and what its cancellation added. */
async function whatIsWrong(sql: postgres.Sql, proof: string, pairs: number): Promise<string[]> {
  const rows = await sql<{ bookings: number; pairs: number; least: number; most: number }[]>`
    select count(*)::int as bookings, count(distinct pair)::int as pairs, min(owed)::int as least,
      max(owed)::int as most
    from (
      select b.metadata ->> 'pair' as pair,
        (select count(*) from messages m where m.booking_id = b.id) as owed
      from bookings b where b.metadata ->> 'proof' = ${proof}
    ) as made`;
  const { bookings, pairs: answered, least, most } = rows[0] ?? { bookings: 0, pairs: 0, least: 0, most: 0 };
  if (bookings === pairs && answered === pairs && least > 0 && least === most) return [];
  return [`${bookings} bookings of ${answered} pairs, ${pairs} sent; they owed ${least} to ${most} messages`];
}
