import { callRest, spreadStarts, textsOn, waitFor } from "../support/rest-client";
import { type ProofResult, type ProofSetting, quantile } from "./proof";

/** How long it takes from the REST request to the text on the phone, one booking after the other. */
export async function textLatency({ product, cases }: ProofSetting): Promise<ProofResult> {
  const [eventType] = product.demo.eventTypes;
  const starts = await spreadStarts(product.baseUrl, eventType?.id ?? 0, 0.25);
  const failures: string[] = [];
  const milliseconds: number[] = [];
  for (let index = 0; index < cases; index += 1) {
    const phoneNumber = `+1415556${String(1000 + index)}`;
    const startedAt = performance.now();
    const { status } = await callRest(product.baseUrl, "/bookings", {
      body: {
        start: starts[index],
        eventTypeId: eventType?.id,
        attendee: { name: "Ada Lovelace", email: "ada@example.com", timeZone: "Europe/Paris", phoneNumber },
      },
    });
    const texts = await waitFor(
      async () => {
        const found = await textsOn(product.sandboxUrl, phoneNumber);
        return found.length > 0 && found;
      },
      30_000,
      2,
    );
    if (status !== 201 || texts?.length !== 1) failures.push(`booking ${index}: ${status}, no single text`);
    milliseconds.push(performance.now() - startedAt);
  }
  const round = (value: number) => Math.round(value * 10) / 10;
  return {
    name: "REST booking to text on the phone",
    figures: {
      bookings: cases,
      medianMs: round(quantile(milliseconds, 0.5)),
      worstMs: round(Math.max(...milliseconds)),
    },
    failures,
  };
}
