const fallback = "en-US";

/**
 * English with the customs of the reader's region: the week's first day, the order of dates, the clock.
 * The pages are written in English, so that "de-DE" becomes "en-DE".
 */
export function pageLocale(acceptLanguage: string | null): string {
  for (const entry of (acceptLanguage ?? "").split(",")) {
    const tag = entry.split(";")[0]?.trim();
    if (!tag || tag === "*") continue;
    try {
      const { region } = new Intl.Locale(tag).maximize();
      if (region) return `en-${region}`;
    } catch {
      // A browser may send anything here; the next entry may be usable.
    }
  }
  return fallback;
}
