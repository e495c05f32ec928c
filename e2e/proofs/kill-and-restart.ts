import type { ProductCopy } from "../support/product-copy";
import { callRest, freeStarts, textsOn, waitFor } from "../support/rest-client";
import type { RunningProduct } from "../support/running-product";
import { type ProofResult, quantile, seededFraction } from "./proof";

const textWithinMs = 60_000;
const killWithinMs = 1_000;

type Booked = { uid: string; phone: string };

/**
 * Books, kills every process at a random moment in the second after the answer, starts again: each acknowledged
 * booking's text arrives exactly once within a minute of ready, and nothing is half-written.
 */
export async function killAndRestart(copy: ProductCopy, cases: number, seed: number): Promise<ProofResult> {
  const { product } = copy;
  const fraction = seededFraction(seed);
  const eventTypeId = product.demo.eventTypes[0]?.id ?? 0;
  const starts = await freeStarts(product.baseUrl, eventTypeId);
  const failures: string[] = [];
  const readyMs: number[] = [];
  const textMs: number[] = [];
  const booked: Booked[] = [];
  for (let round = 0; round < cases; round += 1) {
    const killAfterMs = Math.floor(fraction() * killWithinMs);
    const one = await book(product, eventTypeId, starts[round] ?? "", round);
    booked.push(one);
    await new Promise((resolve) => setTimeout(resolve, killAfterMs));
    await copy.killGroup();
    readyMs.push((await copy.restart()).readyMs);
    const readyAt = performance.now();
    const texts = await waitFor(async () => {
      const found = await textsOn(product.sandboxUrl, one.phone);
      return found.length > 0 && found;
    }, textWithinMs);
    textMs.push(performance.now() - readyAt);
    if (!texts) failures.push(`round ${round}, killed after ${killAfterMs} ms: no text within a minute`);
  }
  failures.push(...(await whatIsWrong(product, booked)));
  return {
    name: "Kill of the whole process group, and restart",
    figures: {
      kills: cases,
      seed,
      readyMedianMs: Math.round(quantile(readyMs, 0.5)),
      textAfterReadyMedianMs: Math.round(quantile(textMs, 0.5)),
      textAfterReadyWorstMs: Math.round(Math.max(...textMs)),
    },
    failures,
  };
}

async function book(
  product: RunningProduct,
  eventTypeId: number,
  start: string,
  round: number,
): Promise<Booked> {
  const phone = `+1415558${String(1000 + round)}`;
  const { status, body } = await callRest(product.baseUrl, "/bookings", {
    body: {
      start,
      eventTypeId,
      attendee: {
        name: "Ada Lovelace",
        email: "ada@example.com",
        timeZone: "Europe/Paris",
        phoneNumber: phone,
      },
    },
  });
  if (status !== 201) throw new Error(`Booking ${round} was answered ${status}: ${body.error?.message}`);
  return { uid: body.data.uid, phone };
}

/** Every booking that was acknowledged is whole, and its confirmation went out once. */
async function whatIsWrong(product: RunningProduct, booked: Booked[]): Promise<string[]> {
  const failures: string[] = [];
  for (const { uid, phone } of booked) {
    const { status, body } = await callRest(product.baseUrl, `/bookings/${uid}`);
    if (status !== 200) failures.push(`booking of ${phone} is gone: ${status}`);
    else if (body.data.workflows.length !== 2) failures.push(`booking of ${phone} has half a plan`);
    const texts = await textsOn(product.sandboxUrl, phone);
    if (texts.length !== 1) failures.push(`${phone} got ${texts.length} texts`);
  }
  return failures;
}
