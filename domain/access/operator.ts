import { programScopes } from "@/lib/scopes";
import type { ActiveUnit } from "./active-unit";
import type { Actor, ServiceAccount } from "./actor";
import { activeUnitFromRow, actorFromRow, selfFromRow, serviceAccountFromRow } from "./mint";
import { SERVICE_ACCOUNT_ROLE } from "./policy";

// Actors without a credential: for a sign-in in progress, a job, or a new organization. lint/walls.mjs names the files that
// may import this one.

/** The first admin of an organization that is about to be created; nothing is in its scope yet. */
export function foundingActor(newOrgId: string, newMemberId: string): Actor {
  return actorFromRow({ org_id: newOrgId, org_member_id: newMemberId, role: "admin", ou_roles: null });
}

/** A member by their id, with access to their own rows and to no OU. */
export function selfById(orgId: string, memberId: string): Actor {
  return selfFromRow({ org_id: orgId, org_member_id: memberId });
}

/** The product itself, working for an organization outside any request, with the access of an org admin. */
export function forOrganization(orgId: string): Actor {
  return actorFromRow({ org_id: orgId, org_member_id: "none", role: "admin", ou_roles: null });
}

/** The product itself, working in an OU outside any request, with the access of a service account of that OU. */
export function backgroundWorker(orgId: string, unitId: string): { worker: ServiceAccount; unit: ActiveUnit } {
  const worker = serviceAccountFromRow({
    org_id: orgId,
    unit_id: unitId,
    secret_id: "none",
    scopes: [...programScopes],
  });
  return { worker, unit: activeUnitFromRow(unitId, SERVICE_ACCOUNT_ROLE) };
}
