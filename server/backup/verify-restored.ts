import { verifyDatabase } from "@/db/application-role";
import { checkRestored } from "@/db/check-restored";
import { closeDatabase } from "@/db/system";
import { differingLogs } from "@/domain/audit-log/check-log";
import { ConfigError, provideEnv } from "@/lib/env";

/**
 * Verifies a database that was restored: its migrations and roles, row-level security, the counts that it keeps, its queue, and
 * every audit log against its tree. Returns what there is; throws ConfigError naming everything that is wrong.
 */
export async function verifyRestored(ownerUrl: string | undefined, appUrl: string) {
  await verifyDatabase(appUrl);
  const { faults, facts } = await checkRestored(ownerUrl);
  provideEnv({ DATABASE_URL: appUrl });
  try {
    const { logs, differing } = await differingLogs();
    const ofLogs = differing.map(
      ({ org_id, index, difference }) => `in the audit log of ${org_id} the entry at index ${index} ${difference}`,
    );
    const all = [...faults, ...ofLogs];
    if (all.length > 0) throw new ConfigError(`The restored database is not whole: ${all.join("; ")}.`);
    return { ...facts, audit_logs: logs };
  } finally {
    await closeDatabase();
  }
}
