import { describe, expect, it } from "vitest";
import { isCallable } from "./address-rule";

const neverCalled = [
  ["unspecified", "0.0.0.0"],
  ["unspecified, v6", "::"],
  ["this network", "0.1.2.3"],
  ["link-local, where cloud metadata is served", "169.254.169.254"],
  ["link-local, v6", "fe80::1"],
  ["link-local with a zone", "fe80::1%eth0"],
  ["metadata of AWS, v6", "fd00:ec2::254"],
  ["metadata of Alibaba", "100.100.100.200"],
  ["multicast", "224.0.0.1"],
  ["multicast, v6", "ff02::1"],
  ["broadcast", "255.255.255.255"],
  ["reserved", "240.0.0.1"],
  ["benchmarking", "198.18.0.1"],
  ["documentation", "192.0.2.1"],
  ["documentation, v6", "2001:db8::1"],
  ["NAT64", "64:ff9b::7f00:1"],
  ["local NAT64", "64:ff9b:1::a00:1"],
  ["6to4", "2002:7f00:1::"],
  ["Teredo", "2001:0:4136:e378:8000:63bf:3fff:fdd2"],
  ["site-local, v6", "fec0::1"],
  ["discard, v6", "100::1"],
  ["mapped link-local", "::ffff:169.254.169.254"],
  ["no address", "example.com"],
  ["nothing", ""],
] as const;

const ownOnly = [
  ["loopback", "127.0.0.1"],
  ["loopback elsewhere", "127.8.9.10"],
  ["loopback, v6", "::1"],
  ["private, class A", "10.0.0.1"],
  ["private, class B", "172.16.0.1"],
  ["private, end of class B", "172.31.255.255"],
  ["private, class C", "192.168.1.1"],
  ["carrier-grade NAT", "100.64.0.1"],
  ["unique local, v6", "fc00::1"],
  ["unique local, v6", "fd12:3456:789a::1"],
  ["mapped loopback", "::ffff:127.0.0.1"],
  ["mapped private, in hex", "::ffff:a00:1"],
] as const;

const open = ["8.8.8.8", "172.32.0.1", "100.128.0.1", "169.253.0.1", "2606:4700:4700::1111"];

describe("which addresses are called", () => {
  it.each(neverCalled)("%s: never", (_, address) => {
    expect(isCallable(address, false)).toBe(false);
    expect(isCallable(address, true)).toBe(false);
  });

  it.each(ownOnly)("%s: only where private addresses are allowed", (_, address) => {
    expect(isCallable(address, false)).toBe(false);
    expect(isCallable(address, true)).toBe(true);
  });

  it.each(open)("%s: always", (address) => {
    expect(isCallable(address, false)).toBe(true);
  });
});
