/**
 * The seconds that a Retry-After header asks to wait, rounded up; undefined when it is absent or unreadable.
 * @see RFC 9110 §10.2.3: seconds, or an HTTP date
 */
export function readRetryAfter(header: string | undefined, now: Date): number | undefined {
  const value = header?.trim() ?? "";
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const instant = Date.parse(value);
  if (Number.isNaN(instant) || !/GMT$/.test(value)) return undefined;
  return Math.max(0, Math.ceil((instant - now.getTime()) / 1000));
}
