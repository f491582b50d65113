import { expect, test } from "vitest";
import { addressAt, clientOf, networkOf } from "./client";

test.each([
  ["192.0.2.7", 1, "192.0.2.7"],
  ["203.0.113.9, 192.0.2.7", 1, "192.0.2.7"],
  ["made up, 203.0.113.9, 192.0.2.7", 2, "203.0.113.9"],
  ["192.0.2.7", 3, "192.0.2.7"],
  ["::ffff:192.0.2.7", 1, "192.0.2.7"],
  ["2001:db8::1", 0, "2001:db8::1"],
  [" , ", 1, null],
])("of %s the place %i from the right is %s", (chain, hops, address) => expect(addressAt(chain, hops)).toBe(address));

test("a user agent is cut to 300 whole characters", () => {
  const client = clientOf(new Request("http://any.test", { headers: { "user-agent": `${"x".repeat(299)}yz` } }));
  expect(client).toEqual({ ip: null, userAgent: `${"x".repeat(299)}y` });
});

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["2001:DB8:0:0:ffff:1:2:3", "2001:db8:0:0::/64"],
  ["2001:db8:0:1::", "2001:db8:0:1::/64"],
  ["2001:db8:a:b:c:d:e:f", "2001:db8:a:b::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["made up", "made up"],
])("%s is counted as %s", (ip, network) => expect(networkOf(ip)).toBe(network));
