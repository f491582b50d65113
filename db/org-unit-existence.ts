import { and, eq } from "drizzle-orm";
import type { Actor } from "@/lib/auth/actor";
import { orgUnits } from "./schema/org-units";
import { inScope } from "./scope";

const REMEMBERED_AT_MOST = 10_000;
const known = new Set<string>();

/** Whether the actor's organization has this OU. Asked once a process: an OU is never deleted (reference, Notes). */
export async function unitExists(actor: Actor, unitId: string): Promise<boolean> {
  const key = `${actor.orgId} ${unitId}`;
  if (known.has(key)) return true;
  const isUnit = and(eq(orgUnits.orgId, actor.orgId), eq(orgUnits.unitId, unitId));
  const found = await inScope(actor, (tx) => tx.select({ unitId: orgUnits.unitId }).from(orgUnits).where(isUnit));
  if (found.length === 0) return false;
  if (known.size >= REMEMBERED_AT_MOST) known.clear();
  known.add(key);
  return true;
}
