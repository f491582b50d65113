import { areRatesLimited, burstSeconds, type RateKind, rateKinds, ratePerSecond, ratePolicy } from "@/lib/rates";

const NAMES = { reads: "reads", writes: "writes", ingest: "`POST /ingest`" } satisfies Record<RateKind, string>;
const text = { schema: { type: "string" as const } };

/** The headers of answers to a known credential, as the document's components; none if rates are not limited. */
export function rateHeaderComponents(): Record<string, { schema: { type: "string" }; description: string }> {
  if (!areRatesLimited()) return {};
  const policies = rateKinds.map((kind) => `\`${ratePolicy(kind)}\` for ${NAMES[kind]}`);
  return {
    RateLimitPolicy: { ...text, description: `The limits that the request counts toward: ${policies.join("; ")}` },
    RateLimit: {
      ...text,
      description: "For each of these limits: `r` more requests may come now, and in `t` seconds it is full again",
    },
  };
}

/** References to those components. */
export function rateHeaders(): Record<string, { $ref: `#/components/headers/${string}` }> {
  if (!areRatesLimited()) return {};
  return {
    "RateLimit-Policy": { $ref: "#/components/headers/RateLimitPolicy" },
    RateLimit: { $ref: "#/components/headers/RateLimit" },
  };
}

/** The rates as sentences. */
export function ratesInWords(): string {
  if (!areRatesLimited()) return "Requests a second are not limited here.";
  const [reads, writes, ingest] = rateKinds.map((kind) => ratePerSecond(kind, "credential"));
  const factor = ratePerSecond("reads", "organization") / ratePerSecond("reads", "credential");
  return [
    `A credential may send ${reads} reads, ${writes} other requests and ${ingest} requests to \`POST /ingest\` a second,`,
    `${burstSeconds()} seconds' worth of them at once; all credentials of an organization together ${factor} times that.`,
    "Beyond, the answer is 429 `rate_limited` with `Retry-After`, before the body is read.",
  ].join(" ");
}
