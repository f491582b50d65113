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
};

/** What a process has let through and refused since its last report. */
export type RateReport = Omit<RateLimit, "bucket"> & Pick<RateBucket, "perSecond" | "requests" | "refused">;

/** Tells all processes; returns for how many seconds each bucket is busy now. */
export type SendReports = (reports: RateReport[]) => Promise<number[]>;

const LARGEST_REPORT = 500;
const PAUSE_MILLISECONDS = 1_000;

/** Reports what was let through, one report at a time, and brings the answers into the buckets. */
export function createRateReporter(send: SendReports) {
  const due = new Set<RateLimit>();
  let current: Promise<boolean> | undefined;
  let pausedUntil = 0;

  async function sendDue(): Promise<boolean> {
    if (performance.now() < pausedUntil) return false;
    const limits = [...due].slice(0, LARGEST_REPORT);
    if (limits.length === 0) return true;
    const reports = limits.map(({ bucket: { perSecond, requests, refused }, ...whose }) => {
      return { ...whose, perSecond, requests, refused };
    });
    for (const limit of limits) due.delete(limit);
    try {
      const busy = await send(reports);
      const now = performance.now();
      for (const [index, { bucket }] of limits.entries()) {
        bucket.requests -= reports[index]?.requests ?? 0;
        bucket.refused -= reports[index]?.refused ?? 0;
        bucket.adopt(now, busy[index] ?? 0);
      }
      return true;
    } catch (error) {
      log().warn({ err: error }, "request rates could not be shared");
      for (const limit of limits) due.add(limit);
      pausedUntil = performance.now() + PAUSE_MILLISECONDS;
      return false;
    }
  }

  /** Reports up to 500 buckets; a call during a report joins it. Resolves to false if it failed or the last one did just now. */
  function report(): Promise<boolean> {
    current ??= sendDue().finally(() => {
      current = undefined;
      if (due.size >= LARGEST_REPORT && performance.now() >= pausedUntil) void report();
    });
    return current;
  }

  return { report, add: (limit: RateLimit) => void due.add(limit) };
}
