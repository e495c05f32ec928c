const unitMilliseconds: Record<string, number> = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
};

/**
 * The length of a duration as the SDK writes it (`2h30m`, `1s`); undefined for anything else. The empty text
 * is zero: the SDK writes it for a time that has passed.
 */
export function durationMilliseconds(text: string): number | undefined {
  if (!/^(\d+(w|d|h|ms|m|s))*$/.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+)(ms|[wdhms])/g)) {
    total += Number(amount) * (unitMilliseconds[unit ?? ""] ?? Number.NaN);
  }
  return Number.isSafeInteger(total) ? total : undefined;
}
