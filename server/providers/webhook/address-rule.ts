import ipaddr from "ipaddr.js";

/** Addresses at which cloud machines are told their credentials, in ranges that may be allowed otherwise. */
const metadataAddresses = new Set(["100.100.100.200", "fd00:ec2::254", "fd20:ce::254"]);
const ownNetworks = new Set(["private", "loopback", "uniqueLocal", "carrierGradeNat"]);

/**
 * Whether an IP address may be called: one of the public internet, or of the own machine and networks where that is
 * allowed. Addresses that carry another in them (IPv4-mapped, NAT64, 6to4, Teredo), link-local ones, where cloud
 * metadata is served, and reserved ones are never called.
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry
 */
export function isCallable(address: string, allowsPrivate: boolean): boolean {
  if (!ipaddr.isValid(address)) return false;
  // A zone such as fe80::1%eth0 is part of what is connected to, and never public.
  if (address.includes("%")) return false;
  const parsed = ipaddr.process(address);
  if (metadataAddresses.has(parsed.toString())) return false;
  const range = parsed.range();
  return range === "unicast" || (allowsPrivate && ownNetworks.has(range));
}
