import type { ActiveUnit } from "./active-unit";
import type { Actor, ServiceAccount } from "./actor";
import { actorFromRow, ownUnit, selfFromRow, serviceAccountFromRow } from "./mint";

// The actors that no credential stands for: of a sign-in under way, a job or a new organization. lint/walls.mjs names who
// may import this file.

/** The first admin of an organization that is about to be made: its scope holds no row yet. */
export function foundingActor(newOrgId: string, newMemberId: string): Actor {
  return actorFromRow({ org_id: newOrgId, org_member_id: newMemberId, role: "admin", ou_roles: null });
}

/** A member by their id, reaching their own rows and no OU. */
export function selfById(orgId: string, memberId: string): Actor {
  return selfFromRow({ org_id: orgId, org_member_id: memberId });
}

/** The product itself at work in an OU, outside any request: it reaches what a service account of that OU would. */
export function backgroundWorker(orgId: string, unitId: string): { worker: ServiceAccount; unit: ActiveUnit } {
  const worker = serviceAccountFromRow({ org_id: orgId, unit_id: unitId, secret_id: "none" });
  return { worker, unit: ownUnit(worker) };
}
