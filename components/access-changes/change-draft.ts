import type { AskedItem } from "@/domain/access-changes/schema";
import type { ChangeOp } from "@/lib/access-change";
import type { Role } from "@/lib/roles";
import type { End } from "./end-field";

type Filters = NonNullable<AskedItem["members"]>;

/** The members that a change is for: some by their ids, or all who match the filters of the list. */
export type Chosen = { ids: readonly string[] } | { filters: Filters; count: number };

/** What the fields of the review dialog hold. */
export type Draft = {
  role: Role | "";
  units: { unit_id: string; role: Role }[];
  endsAt: End;
  /** Whether what they created ends too. */
  endsCreated: boolean;
};

export const emptyDraft: Draft = { role: "", units: [], endsAt: null, endsCreated: false };

/** How many members are chosen. */
export const countOf = (chosen: Chosen): number => ("ids" in chosen ? chosen.ids.length : chosen.count);

/** Whether members lose a role by it: only then can what they created end too. */
export const losesRole = (op: ChangeOp, role: Draft["role"]): boolean =>
  op === "deactivate" || (op === "set_org_role" && (role === "editor" || role === "viewer"));

type Part<I> = I extends unknown ? Omit<I, "org_member_id" | "members" | "expected_count"> : never;

/** The items of POST /access-changes that the draft means for the chosen members; null while a field is missing. */
export function itemsOf(op: ChangeOp, chosen: Chosen, draft: Draft): AskedItem[] | null {
  const parts = partsOf(op, draft);
  if (parts.length === 0) return null;
  const who =
    "ids" in chosen
      ? chosen.ids.map((org_member_id) => ({ org_member_id }))
      : [{ members: chosen.filters, expected_count: chosen.count }];
  return parts.flatMap((part) => who.map((one) => ({ ...part, ...one })));
}

function partsOf(op: ChangeOp, { role, units, endsAt, endsCreated }: Draft): Part<AskedItem>[] {
  const created = endsCreated && losesRole(op, role) ? { end_created: true } : {};
  if (op === "grant") return endsAt === undefined ? [] : units.map((unit) => ({ op, ...unit, expires_at: endsAt }));
  if (op === "revoke") return units.map(({ unit_id }) => ({ op, unit_id }));
  if (op === "set_org_role") return role ? [{ op, role, ...created }] : [];
  return op === "deactivate" ? [{ op, ...created }] : [{ op }];
}
