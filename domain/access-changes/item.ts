import type { MemberStatus, Role } from "@/lib/roles";
import type { AskedItem, EffectiveItem, ItemState } from "./schema";

type ForOne<I> = I extends unknown ? Omit<I, "members" | "expected_count"> & { org_member_id: string } : never;

/** An item for one member, as a filter expands to; `at` is its position in the request. */
export type Item = ForOne<AskedItem> & { at?: number };

/** An item with what it does. */
export type PlannedItem = { item: Item; result: EffectiveItem };

/** Those that change something. */
export const changedOf = (planned: readonly PlannedItem[]): PlannedItem[] =>
  planned.filter(({ result }) => result.effect === "changed");

export const pairOf = (unitId: string, memberId: string) => `${unitId}/${memberId}`;

export type KnownMember = {
  name: string;
  email: string;
  role: Role;
  status: MemberStatus;
  /** Whether they have chosen a password, so that they are active when nobody deactivates them. */
  accepted: boolean;
};
type KnownGrant = { role: Role; expires_at: string | null };

/** What a set of items touches, as it is: members and OUs by id, as far as they exist for the actor, and memberships by pair. */
export type AccessState = {
  members: ReadonlyMap<string, KnownMember>;
  units: ReadonlyMap<string, string>;
  grants: ReadonlyMap<string, KnownGrant>;
  /** The number of active admins in the organization. */
  admins: number;
  /** The actor's name. */
  actor: string | null;
};

/** The OU of an item, or null. */
export const unitOf = (item: Item): string | null => ("unit_id" in item ? item.unit_id : null);

/** The state that an item is about: the membership or the member's field that it sets. */
export function stateOf(item: Item, { members, grants }: AccessState): ItemState {
  if (item.op === "grant" || item.op === "revoke") return grants.get(pairOf(item.unit_id, item.org_member_id)) ?? null;
  const member = members.get(item.org_member_id);
  if (!member) return null;
  return item.op === "set_org_role" ? { role: member.role } : { status: member.status };
}

/** Two items with the same subject would contradict each other. */
export function subjectOf(item: Item): string {
  if (item.op === "grant" || item.op === "revoke") return pairOf(item.unit_id, item.org_member_id);
  return `${item.org_member_id} ${item.op === "set_org_role" ? "role" : "status"}`;
}
