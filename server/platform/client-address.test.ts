import { expect, test } from "vitest";
import { addressBlock, clientAddress } from "./client-address";

const peer = "10.0.0.9";

test.each([
  ["nobody is trusted and nothing is said", undefined, 0, peer],
  ["nobody is trusted, whatever is said", "1.2.3.4", 0, peer],
  ["one proxy is trusted, which says who asked it", "1.2.3.4", 1, "1.2.3.4"],
  ["one proxy is trusted and the asker made something up", "6.6.6.6, 1.2.3.4", 1, "1.2.3.4"],
  ["two proxies are trusted", "6.6.6.6, 1.2.3.4, 10.0.0.8", 2, "1.2.3.4"],
  ["more proxies are trusted than were passed", "1.2.3.4", 5, "1.2.3.4"],
  ["a proxy is trusted that says nothing", undefined, 1, peer],
  ["a proxy says nothing at length", " , ,", 1, peer],
])("the asker's address when %s", (_case, forwardedFor, trusted, address) => {
  expect(clientAddress({ peerAddress: peer, forwardedFor }, trusted)).toBe(address);
});

test("an IPv4 address is the same one behind an IPv6 socket", () => {
  expect(clientAddress({ peerAddress: "::ffff:1.2.3.4", forwardedFor: undefined }, 0)).toBe("1.2.3.4");
});

test.each([
  ["1.2.3.4", "1.2.3.4"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:0DB8:0001:2::9", "2001:db8:1:2"],
  ["2001:db8::1", "2001:db8:0:0"],
  ["::1", "0:0:0:0"],
  ["fe80::1:2:3:4", "fe80:0:0:0"],
  ["no address", "no address"],
])("%s is counted as %s", (address, block) => {
  expect(addressBlock(address)).toBe(block);
});
