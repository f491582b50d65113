import type { ChosenUnit } from "@/components/members/unit-roles-field";
import type { ChangeOp } from "@/lib/access-change";
import type { MemberStatus } from "@/lib/roles";

/** What the viewer may change: every member's org role and status, and access to some org units. */
export type Powers = { members: boolean; units: ChosenUnit[] };

/** What the viewer may do to selected members. */
export function batchOps({ members, units }: Powers): ChangeOp[] {
  const ofUnits: ChangeOp[] = units.length > 0 ? ["grant", "revoke"] : [];
  return members ? ["set_org_role", ...ofUnits, "deactivate", "reactivate"] : ofUnits;
}

/** What the viewer may do to one member of that status. */
export const rowOps = (powers: Powers, status: MemberStatus): ChangeOp[] =>
  batchOps(powers).filter((op) => op !== (status === "deactivated" ? "deactivate" : "reactivate"));
