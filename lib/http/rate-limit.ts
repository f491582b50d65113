import { sendRateReports } from "@/db/rate-reports";
import { DomainError } from "@/lib/errors";
import { organizationOf } from "@/lib/fair-share";
import { countText } from "@/lib/number-text";
import { processWide } from "@/lib/process-wide";
import { createRateLimiter, type Passage } from "@/lib/rate-limiter";
import { areRatesLimited, policyName, type RateHolder, type RateKind, ratePerSecond, ratePolicy } from "@/lib/rates";
import type { Annotate } from "./answer";
import { logRefusedTogether } from "./refused-together";

const limiter = processWide("rate limiter", () => createRateLimiter(sendRateReports));

/** Reports the last refusals and requests to the log and to the other processes, before the database is closed. */
export function endRates(): Promise<void> {
  logRefusedTogether();
  return limiter.end();
}

const SENDS = { reads: "read", writes: "write", ingest: "send events" } satisfies Record<RateKind, string>;
const HOLDS = { credential: "you", organization: "your organization" } satisfies Record<RateHolder, string>;

function headersOf(kind: RateKind, { standings }: Passage): Record<string, string> {
  const told = standings.map(
    ({ holder, left, fullInSeconds }) => `"${policyName(kind, holder)}";r=${left};t=${fullInSeconds}`,
  );
  return { "RateLimit-Policy": ratePolicy(kind), RateLimit: told.join(", ") };
}

function refusalOf(kind: RateKind, { holder, retrySeconds }: NonNullable<Passage["refused"]>): DomainError {
  const rate = `${HOLDS[holder]} may ${SENDS[kind]} ${countText(ratePerSecond(kind, holder), "time")} a second`;
  const detail = `Too many requests: ${rate}. Try again in ${countText(retrySeconds, "second")}.`;
  return new DomainError("rate_limited", detail, undefined, retrySeconds);
}

/**
 * Runs `work` for a request that presents a credential, within its rates (contract §11), and adds the headers. Decides before
 * the body is read and the database is asked, from what this process remembers of valid credentials; an unknown one is only
 * counted, once it has turned out to be valid. Throws rate_limited.
 */
export async function withinRates<T>(
  kind: RateKind,
  credentialHash: string,
  annotate: Annotate,
  work: () => Promise<T>,
): Promise<T> {
  if (!areRatesLimited()) return work();
  const tell = (passage: Passage) => annotate.headers(headersOf(kind, passage));
  const known = organizationOf(credentialHash);
  const passage = known === undefined ? undefined : await limiter.pass(known, credentialHash, kind);
  if (known !== undefined && passage?.refused) {
    tell(passage);
    annotate.log({ org_id: known, limit: policyName(kind, passage.refused.holder) });
    throw refusalOf(kind, passage.refused);
  }
  try {
    return await work();
  } finally {
    const found = organizationOf(credentialHash);
    if (found !== undefined) tell(passage ?? limiter.count(found, credentialHash, kind));
  }
}
