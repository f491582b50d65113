import net from "node:net";

// The special-purpose ranges of IANA's registries. Of IPv6 only global unicast is public at all, less the ranges in it that
// embed or stand for other addresses.
const special = new net.BlockList();
for (const range of [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"],
  ...["192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24"],
  ...["198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"],
  ...["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2620:4f:8000::/48"],
]) {
  const [address = "", bits] = range.split("/");
  special.addSubnet(address, Number(bits), net.isIPv4(address) ? "ipv4" : "ipv6");
}
const global = new net.BlockList();
global.addSubnet("2000::", 3, "ipv6");

/** Whether an IP address is one of the public internet, and not of this machine, its network or its cloud. */
export function isPublicAddress(address: string): boolean {
  if (net.isIPv4(address)) return !special.check(address, "ipv4");
  return net.isIPv6(address) && global.check(address, "ipv6") && !special.check(address, "ipv6");
}

/** Whether an IP address is this machine's own. */
export const isLoopback = (address: string): boolean => address === "::1" || /^127(\.\d+){3}$/.test(address);

/** The IP address that a URL names as its host, or undefined for a name. */
export function literalAddress({ hostname }: URL): string | undefined {
  const host = hostname.replace(/^\[|\]$/g, "");
  return net.isIP(host) > 0 ? host : undefined;
}
