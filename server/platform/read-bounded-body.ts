import { ServiceError } from "./service-error";

const arrivesWithinMs = 30_000;

type BodySource = { body: ReadableStream<Uint8Array> | null };

/**
 * The bytes of a request's body, counted while they are read, since a declared length may lie.
 * @throws ServiceError PAYLOAD_TOO_LARGE for more than `maxBytes`, BAD_REQUEST for a body that breaks off
 * or takes longer than `withinMs`.
 */
export async function readBoundedBody(
  { body }: BodySource,
  maxBytes: number,
  withinMs = arrivesWithinMs,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body?.getReader();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    reader?.cancel().catch(() => undefined);
  }, withinMs);
  try {
    while (reader) {
      const { done, value } = await reader.read().catch(() => {
        throw notUsable("The body broke off before its end.");
      });
      if (isLate) throw notUsable(`The body must arrive within ${withinMs / 1000} seconds.`);
      if (done) break;
      length += value.byteLength;
      if (length > maxBytes) {
        await reader.cancel().catch(() => undefined);
        throw new ServiceError(
          "PAYLOAD_TOO_LARGE",
          `The body must not be larger than ${Math.floor(maxBytes / 1024)} KiB.`,
          { field: "body", reason: "body_too_large" },
        );
      }
      chunks.push(value);
    }
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(chunks);
}

function notUsable(message: string): ServiceError {
  return new ServiceError("BAD_REQUEST", message, { field: "body", reason: "body_not_usable" });
}
