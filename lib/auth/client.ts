import { isIPv6 } from "node:net";
import { env } from "@/lib/env";

/** What a request says of the browser behind it, for the list of sessions and for counting guesses. */
export type Client = { ip: string | null; userAgent: string | null };

const USER_AGENT_LENGTH = 300;

/**
 * The address `hops` places from the right of a chain of X-Forwarded-For, or the leftmost of a shorter one: each proxy of
 * one's own adds its peer on the right, and whatever stands further left was written by the client.
 */
export function addressAt(chain: string, hops: number): string | null {
  const addresses = chain
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const address = addresses.at(-Math.max(1, Math.min(hops, addresses.length)));
  return address?.replace(/^::ffff:/, "").slice(0, 45) ?? null;
}

/**
 * What a client's attempts are counted under: its address, or of IPv6 the /64 that it is in, because whoever has one address
 * of those has them all (RFC 6177).
 */
export function networkOf(ip: string): string {
  const [address = ""] = ip.split("%", 1);
  if (!isIPv6(address)) return ip;
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail ? tail.split(":") : [];
  const groups = [...left, ...Array<string>(8 - left.length - right.length).fill("0"), ...right];
  return `${groups.slice(0, 4).join(":")}::/64`;
}

/** The client of a request. In `npm start` its X-Forwarded-For is one proven address (server/main.ts puts it there). */
export function clientOf(request: Request): Client {
  const agent = request.headers.get("user-agent")?.toWellFormed();
  return {
    ip: addressAt(request.headers.get("x-forwarded-for") ?? "", env().TRUSTED_PROXIES),
    userAgent: agent ? [...agent].slice(0, USER_AGENT_LENGTH).join("") : null,
  };
}
