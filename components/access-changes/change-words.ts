import type { ChangeSummary, EffectiveItem } from "@/domain/access-changes/schema";
import type { ChangeOp } from "@/lib/access-change";
import { countText } from "@/lib/number-text";

/** What each op is called on its button. */
export const opNames: Record<ChangeOp, string> = {
  set_org_role: "Change org role",
  grant: "Grant access",
  revoke: "Revoke access",
  deactivate: "Deactivate",
  reactivate: "Reactivate",
};

/** The title of the dialog that does it to somebody: a name, or "12 people". */
export const opTitles: Record<ChangeOp, (who: string) => string> = {
  set_org_role: (who) => `Change the org role of ${who}`,
  grant: (who) => `Grant ${who} access to org units`,
  revoke: (who) => `Revoke the access of ${who}`,
  deactivate: (who) => `Deactivate ${who}`,
  reactivate: (who) => `Reactivate ${who}`,
};

/** What an op does, for whoever is about to do it. */
export const opMeanings: Record<ChangeOp, string> = {
  set_org_role: "It takes effect on their next request.",
  grant:
    "It takes effect on their next request. Those who already have access get the role and the end that you choose.",
  revoke: "They lose access to the org units and their data on their next request.",
  deactivate:
    "They lose all access on their next request. Their sessions and access tokens end for good; what they were granted is kept.",
  reactivate: "They get back what they were granted. Old sessions and access tokens stay ended.",
};

const refusals: Record<string, string> = {
  last_admin: "the organization needs an active admin",
  forbidden: "you may not change this",
  member_not_found: "no longer a member",
  org_unit_not_found: "the org unit does not exist",
};

/** Why an item is refused. */
export const refusalText = (code: string | undefined): string => refusals[code ?? ""] ?? "it is refused";

/** "1 person", "12 people". */
export const peopleText = (count: number) => countText(count, "person", "people");

/** "12 people changed", for a change that is done. */
export const doneText = ({ members }: Pick<ChangeSummary, "members">): string =>
  members === 0 ? "Nothing had to change" : `${peopleText(members)} changed`;

const opsDone: Record<ChangeOp, (count: number) => string> = {
  set_org_role: (count) => countText(count, "org role"),
  grant: (count) => countText(count, "grant"),
  revoke: (count) => countText(count, "revocation"),
  deactivate: (count) => countText(count, "deactivation"),
  reactivate: (count) => countText(count, "reactivation"),
};

/** "12 people: 3 grants, 9 org roles". */
export function summaryText({ members, ops }: ChangeSummary): string {
  const parts = Object.entries(ops).map(([op, count]) => opsDone[op as ChangeOp](count ?? 0));
  return `${peopleText(members)}: ${parts.join(", ")}`;
}

/** Who an item is about, and where. */
export const subjectText = ({
  name,
  org_member_id: id,
  unit_id,
  unit_name,
}: Pick<EffectiveItem, "name" | "org_member_id" | "unit_id" | "unit_name">) =>
  unit_id === null ? (name ?? id) : `${name ?? id} in ${unit_name ?? unit_id}`;
