import type { RateReport } from "@/lib/rate-reporter";
import { burstSeconds } from "@/lib/rates";
import { withConnection } from "./client";

// After an outage a report holds what was let through meanwhile; two bursts' time is the most that it may cost later.
const MOST_BURSTS = 2;

/** Adds what this process has let through to what all have, and returns for how many seconds from now each bucket is busy. */
export async function sendRateReports(reports: readonly RateReport[]): Promise<number[]> {
  const rows = reports.map(({ orgId, credentialHash, kind, perSecond, requests, refused, begunSeconds }, n) => {
    const cost = requests / perSecond;
    return { n, org: orgId, hash: credentialHash, kind, cost, begun: begunSeconds, requests, refused };
  });
  const most = MOST_BURSTS * burstSeconds();
  const answered = await withConnection(
    ({ sql }) =>
      sql<
        { n: number; busy_seconds: number }[]
      >`select * from report_rates(${JSON.stringify(rows)}::text::json, ${most})`,
  );
  const seconds = new Map(answered.map((row) => [row.n, row.busy_seconds]));
  return reports.map((_report, n) => seconds.get(n) ?? 0);
}
