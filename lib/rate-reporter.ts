import { log } from "./log";
import type { RateBucket } from "./rate-bucket";
import type { RateKind } from "./rates";

/** A bucket and whose it is. */
export type RateLimit = {
  orgId: string;
  /** '' for all credentials of the organization together. */
  credentialHash: string;
  kind: RateKind;
  bucket: RateBucket;
  /** When it began, or was reported last. */
  reportedAt: number;
};

/** What a process has let through and refused since its last report, and how many seconds ago that began at the earliest. */
export type RateReport = Pick<RateLimit, "orgId" | "credentialHash" | "kind"> &
  Pick<RateBucket, "perSecond" | "requests" | "refused"> & { begunSeconds: number };

/** Tells all processes; returns for how many seconds each bucket is busy now. */
export type SendReports = (reports: RateReport[]) => Promise<number[]>;

const LARGEST_REPORT = 250; // the cost of each bucket grows with more
const PAUSE_MILLISECONDS = 1_000;

/** Reports what was let through of limits that are due, one report at a time, and brings the answers into the buckets. */
export function createRateReporter(send: SendReports) {
  const due = new Set<RateLimit>();
  let current: Promise<boolean> | undefined;
  let pausedUntil = 0;

  async function sendDue(): Promise<boolean> {
    if (performance.now() < pausedUntil) return false;
    const limits = [...due].slice(0, LARGEST_REPORT);
    if (limits.length === 0) return true;
    const sentAt = performance.now();
    const expected = limits.map(({ bucket }) => bucket.busyMilliseconds(sentAt));
    const reports = limits.map(({ orgId, credentialHash, kind, bucket }) => {
      const { perSecond, requests, refused } = bucket;
      return { orgId, credentialHash, kind, perSecond, requests, refused, begunSeconds: bucket.begunSeconds(sentAt) };
    });
    for (const limit of limits) due.delete(limit);
    try {
      const busy = await send(reports);
      const now = performance.now();
      for (const [index, limit] of limits.entries()) {
        const { bucket } = limit;
        bucket.requests -= reports[index]?.requests ?? 0;
        bucket.refused -= reports[index]?.refused ?? 0;
        bucket.adopt(now, busy[index] ?? 0, expected[index] ?? 0);
        limit.reportedAt = now;
      }
      return true;
    } catch (error) {
      log().warn({ err: error }, "request rates could not be shared");
      for (const limit of limits) due.add(limit);
      pausedUntil = performance.now() + PAUSE_MILLISECONDS;
      return false;
    }
  }

  /** Reports up to 250 buckets; a call during a report joins it. Resolves to false if it failed or the last one did just now. */
  function report(): Promise<boolean> {
    current ??= sendDue().finally(() => {
      current = undefined;
      if (due.size >= LARGEST_REPORT && performance.now() >= pausedUntil) void report();
    });
    return current;
  }

  /** Reports everything that is due, unless a report fails. */
  async function reportAll(): Promise<void> {
    while (due.size > 0 && (await report()));
  }

  return { report, reportAll, add: (limit: RateLimit) => void due.add(limit) };
}
