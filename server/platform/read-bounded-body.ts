import { ServiceError } from "./service-error";

type BodySource = { body: ReadableStream<Uint8Array> | null };

/**
 * The bytes of a request's body, counted while they are read, since a declared length may lie.
 * @throws ServiceError PAYLOAD_TOO_LARGE for more than `maxBytes`, BAD_REQUEST for a body that breaks off.
 */
export async function readBoundedBody({ body }: BodySource, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body?.getReader();
  while (reader) {
    const { done, value } = await reader.read().catch(() => {
      throw new ServiceError("BAD_REQUEST", "The body broke off before its end.", {
        field: "body",
        reason: "body_not_usable",
      });
    });
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
  return Buffer.concat(chunks);
}
