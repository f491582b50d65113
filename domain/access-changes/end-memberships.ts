import { bySystem } from "@/db/audit-journal";
import { findEnding } from "@/db/ending-memberships";
import { type Tx, withScope } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { forOrganization } from "@/domain/access/operator";
import { auditExpiry, endMemberships, forgetEnding } from "./apply-memberships";
import { lockAccess } from "./lock-access";
import { tellOfEnds } from "./tell-of-ends";

/**
 * Removes memberships that have expired, each with an entry of the audit log by the system, and tells of those that end soon.
 * Nobody's access depends on it: row-level security ends it at its second. Runs every minute.
 */
export async function endExpiredMemberships(signal?: AbortSignal): Promise<void> {
  for (const orgId of await findEnding()) {
    const system = forOrganization(orgId);
    while (!signal?.aborted && (await endSome(system)));
    while (!signal?.aborted && (await withScope(system, (tx) => tellOfEnds(tx, system), bySystem)));
  }
}

/** Ends some expired memberships, if there are any; returns whether there may be more. */
function endSome(system: Actor): Promise<boolean> {
  const end = async (tx: Tx) => {
    await lockAccess(tx, system);
    const ended = await endMemberships(tx, null);
    for (const one of ended) auditExpiry(tx, one);
    if (ended.length === 0) await forgetEnding(tx, system);
    return ended.length > 0;
  };
  return withScope(system, end, bySystem);
}
