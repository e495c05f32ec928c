const anyOrigin = "http://this.invalid";

/** The path of this site that a link asks to go on to, or `fallback` for anything that could lead elsewhere. */
export function safeNextPath(asked: string | string[] | undefined, fallback: string): string {
  if (typeof asked !== "string" || !asked.startsWith("/")) return fallback;
  try {
    const url = new URL(asked, anyOrigin);
    return url.origin === anyOrigin ? `${url.pathname}${url.search}${url.hash}` : fallback;
  } catch {
    return fallback;
  }
}
