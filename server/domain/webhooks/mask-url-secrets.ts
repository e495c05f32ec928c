/** An address without its query and user name, which may hold secrets; a mark says that there was a query. */
export function maskUrlSecrets(address: string): string {
  if (!URL.canParse(address)) return "•••";
  const { origin, pathname, search } = new URL(address);
  return `${origin}${pathname}${search && "?•••"}`;
}
