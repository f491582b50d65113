import { isIPv6 } from "node:net";
import { env } from "@/lib/env";
import type { HttpRequest } from "@/lib/http/http-request";
import { requestIdOf } from "@/lib/http/request-id";

/** What a request reveals about its client, for the list of sessions and for attempt limits. */
export type Client = { ip: string | null; userAgent: string | null };

/** The request that has work done, for the audit log: its id and its client. */
export type Provenance = { requestId: string | null; client: Client };

/** The provenance of work that no request has done. */
export const noRequest: Provenance = { requestId: null, client: { ip: null, userAgent: null } };

const USER_AGENT_LENGTH = 300;

/**
 * The address at position `hops` from the right of an X-Forwarded-For chain, or the leftmost of a shorter one: each trusted
 * proxy appends its peer on the right, and anything further left was written by the client.
 */
export function addressAt(chain: string, hops: number): string | null {
  if (!chain.includes(",")) return addressIn(chain.trim());
  const addresses = chain
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const address = addresses.at(-Math.max(1, Math.min(hops, addresses.length)));
  return addressIn(address ?? "");
}

const MAPPED = "::ffff:"; // an IPv4 address in an IPv6 one
const addressIn = (text: string) => (text.startsWith(MAPPED) ? text.slice(MAPPED.length) : text).slice(0, 45) || null;

/**
 * The network under which a client's attempts are counted: its address, or for IPv6 its /64, because whoever has one address
 * of a /64 has them all (RFC 6177).
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

/** The client of a request. Under `npm start` X-Forwarded-For is one verified address, set by server/main.ts. */
export function clientOf(request: HttpRequest): Client {
  const agent = request.headers.get("user-agent")?.toWellFormed() ?? "";
  const isShort = agent.length <= USER_AGENT_LENGTH; // almost always, and then nobody has to count code points
  return {
    ip: addressAt(request.headers.get("x-forwarded-for") ?? "", env().TRUSTED_PROXIES),
    userAgent: (isShort ? agent : [...agent].slice(0, USER_AGENT_LENGTH).join("")) || null,
  };
}

/** The provenance of what the request has done. */
export const provenanceOf = (request: HttpRequest): Provenance => ({
  requestId: requestIdOf(request),
  client: clientOf(request),
});
