/**
 * The target of a request with a path that can be decoded: where a segment's escapes are no UTF-8 ("%", "%ff"), its
 * percent signs are taken literally. The query is left as it is.
 */
export function readableTarget(target: string): string {
  const queryAt = target.indexOf("?");
  const path = queryAt < 0 ? target : target.slice(0, queryAt);
  const query = queryAt < 0 ? "" : target.slice(queryAt);
  if (isDecodable(path)) return target;
  const segments = path.split("/");
  return segments.map((each) => (isDecodable(each) ? each : each.replaceAll("%", "%25"))).join("/") + query;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
