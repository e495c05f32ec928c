import { isIPv6 } from "node:net";

/** Where a connection comes from, and what those who passed the request on say of it. */
export type Connection = { peerAddress: string; forwardedFor: string | undefined };

/**
 * The address of whoever asks. Each proxy appends to X-Forwarded-For whom it was asked by, so the entries that count
 * from its end are those of the proxies that are trusted; what stands before them is anyone's claim.
 * Source: RFC 7239, section 7.4, on the header that X-Forwarded-For became.
 */
export function clientAddress({ peerAddress, forwardedFor }: Connection, trustedProxyCount: number): string {
  const claimed = (forwardedFor ?? "").split(",").map((entry) => entry.trim());
  const hops = [...claimed.filter((entry) => entry !== ""), peerAddress];
  const address = hops[Math.max(0, hops.length - 1 - trustedProxyCount)] ?? peerAddress;
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "").replace(/%.*$/, "");
}

/** What one customer of a network holds: an IPv4 address, or the 64 bits that begin an IPv6 address. */
export function addressBlock(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.toLowerCase().split("::");
  const groups = head === "" ? [] : head.split(":");
  const tailCount = tail === undefined || tail === "" ? 0 : tail.split(":").length;
  if (tail !== undefined) while (groups.length < 8 - tailCount) groups.push("0");
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
