export type ClientFigures = { perSecond: number; p50Ms: number; p99Ms: number };

/** How fast `clients`, who each call again as soon as they are answered, are served `calls` calls. */
export async function measureClients(
  { clients, calls }: { clients: number; calls: number },
  call: () => Promise<unknown>,
): Promise<ClientFigures> {
  const times: number[] = [];
  let left = calls;
  const client = async () => {
    while (left > 0) {
      left -= 1;
      const startedAt = performance.now();
      await call();
      times.push(performance.now() - startedAt);
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - startedAt) / 1000;
  times.sort((a, b) => a - b);
  return { perSecond: calls / seconds, p50Ms: quantile(times, 0.5), p99Ms: quantile(times, 0.99) };
}

function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? Number.NaN;
}
