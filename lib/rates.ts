import { env } from "./env";

/** The kinds of requests, each with a limit of its own (contract §11): GET and HEAD, other methods, and POST /ingest. */
export const rateKinds = ["reads", "writes", "ingest"] as const;
export type RateKind = (typeof rateKinds)[number];

/** Whom a limit is for: one credential, or all credentials of an organization together. */
export type RateHolder = "credential" | "organization";

/** Whether requests a second are limited at all. */
export const areRatesLimited = (): boolean => env().RATE_LIMITS === "on";

/** The kind of a request, unless its operation declares one. */
export const rateKindOf = (method: string): RateKind => (/^(GET|HEAD)$/.test(method) ? "reads" : "writes");

/** How many requests of a kind a second its holder may send. */
export function ratePerSecond(kind: RateKind, holder: RateHolder): number {
  const { RATE_READS_PER_SECOND, RATE_WRITES_PER_SECOND, RATE_INGEST_PER_SECOND, RATE_ORGANIZATION_FACTOR } = env();
  const ofCredential = { reads: RATE_READS_PER_SECOND, writes: RATE_WRITES_PER_SECOND, ingest: RATE_INGEST_PER_SECOND };
  return ofCredential[kind] * (holder === "organization" ? RATE_ORGANIZATION_FACTOR : 1);
}

/** How many seconds' worth of requests may come at once. */
export const burstSeconds = (): number => env().RATE_BURST_SECONDS;

/** The name of a limit in the headers. */
export const policyName = (kind: RateKind, holder: RateHolder): string => `${holder}-${kind}`;

const policies = new WeakMap<object, Partial<Record<RateKind, string>>>();

/** The `RateLimit-Policy` of a kind of requests (draft-ietf-httpapi-ratelimit-headers-10 §3). */
export function ratePolicy(kind: RateKind): string {
  const known = policies.get(env()) ?? {};
  policies.set(env(), known);
  const policy = (holder: RateHolder) =>
    `"${policyName(kind, holder)}";q=${ratePerSecond(kind, holder) * burstSeconds()};w=${burstSeconds()}`;
  known[kind] ??= `${policy("credential")}, ${policy("organization")}`;
  return known[kind];
}
