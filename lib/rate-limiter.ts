import { setTimeout as sleep } from "node:timers/promises";
import { RateBucket } from "./rate-bucket";
import { createRateReporter, type RateLimit, type SendReports } from "./rate-reporter";
import { burstSeconds, type RateHolder, type RateKind, rateKinds, ratePerSecond } from "./rates";

/** What a request leaves of one of its two limits. */
export type RateStanding = { holder: RateHolder; left: number; fullInSeconds: number };

/** The outcome for a request; `refused` says by which limit, and in how many seconds one may pass. */
export type Passage = { standings: RateStanding[]; refused?: { holder: RateHolder; retrySeconds: number } };

type Limits = Record<RateKind, Map<string, RateLimit>>;

const REPORT_MILLISECONDS = 1_000;
const LATEST_MILLISECONDS = 5_000;
const PATIENCE_MILLISECONDS = 250;
// In parts of a burst: when to report earlier, and when to wait for the answer.
const SHARED = { early: 1 / 5, tooMuch: 1 / 3 };
const ALONE = { early: 4 / 5, tooMuch: 9 / 10 };
const MOST_ROUNDS = 10;

const isBeyond = (part: keyof typeof ALONE, { bucket }: RateLimit, now: number) =>
  bucket.unreported >= (bucket.isShared(now) ? SHARED : ALONE)[part];

/** Whether a request that would pass has to ask first what the other processes have let through. */
function mustAskFirst(both: RateLimit[]): boolean {
  const now = performance.now();
  if (!both.some((limit) => isBeyond("tooMuch", limit, now))) return false;
  return both.every(({ bucket }) => bucket.waitMilliseconds(now) === 0);
}

/**
 * Limits the requests a second of credentials and organizations, together with all processes that get the reports (contract
 * §11, decision 037). Decides in memory, and reports each second or after a fifth of a burst; what no other process uses, every
 * five seconds or after four fifths. Only when a third is unreported, or nine tenths, does a request wait for the answer, at
 * most 250 ms: without one, each process keeps the limits alone.
 */
export function createRateLimiter(send: SendReports) {
  // By the credential's hash, or the organization for all of its credentials together.
  const limits = Object.fromEntries(rateKinds.map((kind) => [kind, new Map<string, RateLimit>()])) as Limits;
  const all = () => rateKinds.flatMap((kind) => [...limits[kind].values()]);
  const reporter = createRateReporter(send);
  let [isTicking, hasEnded] = [false, false];

  function limitOf(orgId: string, credentialHash: string, kind: RateKind): RateLimit {
    const key = credentialHash || orgId;
    let limit = limits[kind].get(key);
    if (!limit) {
      const perSecond = ratePerSecond(kind, credentialHash === "" ? "organization" : "credential");
      limit = {
        orgId,
        credentialHash,
        kind,
        bucket: new RateBucket(perSecond, burstSeconds()),
        reportedAt: performance.now(),
      };
      limits[kind].set(key, limit);
    }
    return limit;
  }

  function tick(): void {
    if (hasEnded) return;
    const now = performance.now();
    for (const limit of all()) {
      const isDue = now - limit.reportedAt > LATEST_MILLISECONDS;
      if (!limit.bucket.isReported && (isDue || limit.bucket.isShared(now))) reporter.add(limit);
      else if (isDue && limit.bucket.busyMilliseconds(now) === 0)
        limits[limit.kind].delete(limit.credentialHash || limit.orgId);
    }
    void reporter.report();
    isTicking = all().length > 0;
    if (isTicking) setTimeout(tick, REPORT_MILLISECONDS).unref();
  }

  /** Waits for the answer to a report; false if there is none in time. */
  const answered = () => Promise.race([reporter.report(), sleep(PATIENCE_MILLISECONDS, false, { ref: false })]);

  function decide(both: [RateLimit, RateLimit], mayRefuse: boolean): Passage {
    const now = performance.now();
    const waits = both.map(({ bucket }) => bucket.waitMilliseconds(now));
    const wait = mayRefuse ? Math.max(...waits) : 0;
    for (const limit of both) {
      if (wait > 0) limit.bucket.refused += 1;
      else limit.bucket.take(now);
    }
    if (!isTicking) setTimeout(tick, REPORT_MILLISECONDS).unref();
    isTicking = true;
    if (both.some((limit) => isBeyond("early", limit, now))) {
      both.forEach(reporter.add);
      void reporter.report();
    }
    const standings = both.map(({ bucket }, index) => ({
      holder: index === 0 ? ("credential" as const) : ("organization" as const),
      left: bucket.left(now),
      fullInSeconds: bucket.fullInSeconds(now),
    }));
    if (wait === 0) return { standings };
    const holder = wait === waits[0] ? "credential" : "organization";
    return { standings, refused: { holder, retrySeconds: Math.ceil(wait / 1000) } };
  }

  const bothOf = (orgId: string, credentialHash: string, kind: RateKind): [RateLimit, RateLimit] => [
    limitOf(orgId, credentialHash, kind),
    limitOf(orgId, "", kind),
  ];

  return {
    /** Lets one request through, or refuses it. */
    async pass(orgId: string, credentialHash: string, kind: RateKind): Promise<Passage> {
      const both = bothOf(orgId, credentialHash, kind);
      for (let round = 0; round < MOST_ROUNDS && mustAskFirst(both); round += 1) {
        if (!(await answered())) break;
      }
      return decide(both, true);
    },
    /** Counts one request that has been answered already. */
    count: (orgId: string, credentialHash: string, kind: RateKind): Passage =>
      decide(bothOf(orgId, credentialHash, kind), false),
    /** Reports a last time, when no more requests come. */
    async end(): Promise<void> {
      hasEnded = true;
      for (const limit of all()) if (!limit.bucket.isReported) reporter.add(limit);
      await reporter.reportAll();
    },
  };
}
