import { type Exchange, HttpRefusal } from "./exchange";

/**
 * Lets a form through only when it was sent from this engine's own page.
 * @throws HttpRefusal
 */
export function requireSameOrigin(exchange: Exchange): void {
  if (!isOwnOrigin(exchange)) throw new HttpRefusal(403, "forms are taken from the engine's own page only");
}

/**
 * Lets a JSON request through unless a page of another origin sent it.
 * @throws HttpRefusal
 */
export function requireOwnJson(exchange: Exchange): void {
  if (exchange.header("origin") !== null) requireSameOrigin(exchange);
  const [type] = (exchange.header("content-type") ?? "").split(";");
  if (type?.trim() !== "application/json") throw new HttpRefusal(415, "send application/json");
}

function isOwnOrigin(exchange: Exchange): boolean {
  return exchange.header("origin") === `http://${exchange.header("host")}`;
}
