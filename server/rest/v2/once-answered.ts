import type { RestAnswer } from "../define-route";

/** The answer to a request that is answered once: a repeated one says that it is. */
export function onceAnswered(
  status: RestAnswer["status"],
  data: unknown,
  { replayed }: { replayed: boolean },
): RestAnswer {
  return { status, data, ...(replayed && { headers: { "Idempotent-Replayed": "true" } }) };
}
