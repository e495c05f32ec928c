import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import type { UrlRefusal } from "@/server/domain/webhooks/webhook-url";
import { isCallable } from "./address-rule";

export type ResolveHost = (host: string) => Promise<LookupAddress[]>;

export type ReceiverRules = {
  /** Lets calls go to the own machine and networks, and over plain HTTP. */
  allowsPrivate: boolean;
  /** Hosts, with or without a port, to which the same is allowed. */
  allowedHosts: readonly string[];
};

export type Receiver =
  | { kind: "callable"; addresses: LookupAddress[] }
  | { kind: "refused"; refusal: UrlRefusal };

export const resolveHost: ResolveHost = (host) => lookup(host, { all: true });

/** The addresses that a URL's host stands for, each of them checked: one that isn't callable refuses them all. */
export async function resolveReceiver(
  url: URL,
  rules: ReceiverRules,
  { resolve, timeoutMs }: { resolve: ResolveHost; timeoutMs: number },
): Promise<Receiver> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const allowsPrivate =
    rules.allowsPrivate || rules.allowedHosts.includes(url.host) || rules.allowedHosts.includes(host);
  const mayBePlain = url.protocol === "https:" || (url.protocol === "http:" && allowsPrivate);
  const family = isIP(host);
  const addresses =
    family === 0 ? await resolveInTime(host, resolve, timeoutMs) : [{ address: host, family }];
  if (!Array.isArray(addresses)) return refused(mayBePlain ? addresses : "not_https");
  if (addresses.length === 0) return refused("name_not_found");
  if (!addresses.every(({ address }) => isCallable(address, allowsPrivate)))
    return refused("address_not_public");
  return mayBePlain ? { kind: "callable", addresses } : refused("not_https");
}

async function resolveInTime(
  host: string,
  resolve: ResolveHost,
  timeoutMs: number,
): Promise<LookupAddress[] | UrlRefusal> {
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<UrlRefusal>((done) => {
    timer = setTimeout(() => done("name_lookup_failed"), timeoutMs);
  });
  const answer = resolve(host).catch((error: NodeJS.ErrnoException): UrlRefusal => {
    return error.code === "ENOTFOUND" ? "name_not_found" : "name_lookup_failed";
  });
  try {
    return await Promise.race([answer, expiry]);
  } finally {
    clearTimeout(timer);
  }
}

function refused(refusal: UrlRefusal): Receiver {
  return { kind: "refused", refusal };
}
