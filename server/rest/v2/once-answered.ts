/** The answer to a request that is answered once: a repeated one says that it is. */
export function onceAnswered<Data>(data: Data, { replayed }: { replayed: boolean }) {
  return { data, ...(replayed && { headers: { "Idempotent-Replayed": "true" } }) };
}
