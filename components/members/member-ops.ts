import type { ChosenUnit } from "@/components/members/unit-roles-field";
import type { ChangeOp } from "@/lib/access-change";
import type { MemberStatus } from "@/lib/roles";

/** What the viewer may change: every member's org role and status, and access to some org units. */
export type Powers = { members: boolean; units: ChosenUnit[] };

/** What can be done to members of a list: to change their access, or to send their invitations again. */
export type MemberOp = ChangeOp | "resend";

/** What the viewer may do to selected members. */
export function batchOps({ members, units }: Powers): MemberOp[] {
  const ofUnits: ChangeOp[] = units.length > 0 ? ["grant", "revoke"] : [];
  return members ? ["set_org_role", ...ofUnits, "deactivate", "reactivate", "resend"] : ofUnits;
}

/** What makes no sense for a member of that status. */
const pointless: Record<MemberStatus, readonly MemberOp[]> = {
  invited: ["reactivate"],
  active: ["reactivate", "resend"],
  deactivated: ["deactivate", "resend"],
};

/** What the viewer may do to one member of that status. */
export const rowOps = (powers: Powers, status: MemberStatus): MemberOp[] =>
  batchOps(powers).filter((op) => !pointless[status].includes(op));
