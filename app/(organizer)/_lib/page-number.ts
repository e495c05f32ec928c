/** The page, from 1, that an address asks for. */
export function pageNumber(asked: string | string[] | undefined): number {
  const page = typeof asked === "string" && /^\d{1,5}$/.test(asked) ? Number(asked) : 1;
  return Math.max(1, page);
}

/** An address with those of the values that are set. */
export function addressWith(path: string, values: Record<string, string | number | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== "") query.set(name, String(value));
  }
  return query.size > 0 ? `${path}?${query}` : path;
}
