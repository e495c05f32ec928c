const shortestMilliseconds = 1_000;
const longestMilliseconds = 86_400_000;

/**
 * The instant that a `Retry-After` header asks for: whole seconds, an ISO instant or an HTTP date, held between
 * one second and 24 hours from now; undefined when it says nothing readable.
 */
export function retryAfterAt(header: string | null, now: Date): Date | undefined {
  const text = header?.trim();
  if (!text) return undefined;
  const milliseconds = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime();
  if (Number.isNaN(milliseconds)) return undefined;
  return new Date(
    now.getTime() + Math.min(Math.max(milliseconds, shortestMilliseconds), longestMilliseconds),
  );
}
