import type { Actor } from "@/domain/access/actor";
import { isActiveAdmin } from "@/domain/members/policy";
import type { ErrorCode } from "@/lib/errors";
import { type AccessState, type Item, type KnownMember, type PlannedItem, stateOf, unitOf } from "./item";
import { mayChangeMembers, mayGive } from "./policy";
import type { AccessChangeDiff, ChangeSummary, ItemState } from "./schema";

/**
 * What the items do to this state, in their order; nothing is read or changed here. Reach and policy are judged item by item,
 * the last admin for the set as a whole. No two items may be about the same thing. (contract §9)
 */
export function planChange(actor: Actor, items: readonly Item[], state: AccessState): PlannedItem[] {
  const planned = items.map((item) => planItem(actor, item, state));
  const after = membersAfter(planned, state);
  const admins = [...after].map(([id, member]) => Number(isActiveAdmin(member)) - Number(wasAdmin(id, state)));
  const lost = admins.reduce((sum, one) => sum + one, 0);
  if (lost >= 0 || state.admins + lost > 0) return planned;
  return planned.map((one) => {
    const member = after.get(one.item.org_member_id);
    const isLeaving = member && wasAdmin(one.item.org_member_id, state) && !isActiveAdmin(member);
    return isLeaving && setsMember(one) ? refused(one, "last_admin") : one;
  });
}

const wasAdmin = (id: string, { members }: AccessState) => {
  const member = members.get(id);
  return member !== undefined && isActiveAdmin(member);
};

const setsMember = ({ item, result }: PlannedItem) => unitOf(item) === null && result.effect === "changed";

const refused = ({ item, result }: PlannedItem, code: ErrorCode): PlannedItem => ({
  item,
  result: { ...result, after: result.before, effect: "refused", code },
});

/** The members whose role or status the items set, as they would be. */
function membersAfter(planned: readonly PlannedItem[], { members }: AccessState): Map<string, KnownMember> {
  const after = new Map<string, KnownMember>();
  for (const one of planned.filter(setsMember)) {
    const { org_member_id: id, after: set } = one.result;
    const member = after.get(id) ?? members.get(id);
    if (member) after.set(id, { ...member, ...(set as Partial<KnownMember>) });
  }
  return after;
}

function planItem(actor: Actor, item: Item, state: AccessState): PlannedItem {
  const { op, org_member_id: id } = item;
  const unitId = unitOf(item);
  const unit_name = unitId === null ? null : (state.units.get(unitId) ?? null);
  const about = { op, org_member_id: id, name: state.members.get(id)?.name ?? null, unit_id: unitId, unit_name };
  const before = stateOf(item, state);
  const planned = (after: ItemState, effect: "changed" | "none"): PlannedItem => ({
    item,
    result: { ...about, before, after, effect },
  });
  const code = refusalOf(actor, item, state);
  if (code) return refused(planned(before, "none"), code);
  const after = afterOf(item, before, state);
  return planned(after, JSON.stringify(after) === JSON.stringify(before) ? "none" : "changed");
}

function refusalOf(actor: Actor, item: Item, { members, units }: AccessState): ErrorCode | undefined {
  const unitId = unitOf(item);
  if (unitId !== null && !units.has(unitId)) return "org_unit_not_found";
  if (!(unitId === null ? mayChangeMembers(actor) : mayGive(actor, unitId))) return "forbidden";
  return members.has(item.org_member_id) ? undefined : "member_not_found";
}

function afterOf(item: Item, before: ItemState, { members }: AccessState): ItemState {
  if (item.op === "revoke") return null;
  if (item.op === "set_org_role") return { role: item.role };
  if (item.op === "grant") {
    return {
      role: item.role,
      expires_at: item.expires_at === undefined ? (before?.expires_at ?? null) : item.expires_at,
    };
  }
  if (item.op === "deactivate") return { status: "deactivated" };
  return { status: members.get(item.org_member_id)?.accepted ? "active" : "invited" };
}

/** The plan as a change shows it. */
export function diffOf(id: string | null, planned: readonly PlannedItem[]): AccessChangeDiff {
  const items = planned.map(({ result }) => result);
  return { id, items, summary: summaryOf(items) };
}

function summaryOf(items: AccessChangeDiff["items"]): ChangeSummary {
  const changed = items.filter(({ effect }) => effect === "changed");
  const number = (effect: string) => items.filter((item) => item.effect === effect).length;
  const ops: ChangeSummary["ops"] = {};
  for (const { op } of changed) ops[op] = (ops[op] ?? 0) + 1;
  const members = new Set(changed.map(({ org_member_id }) => org_member_id)).size;
  return { changed: changed.length, none: number("none"), refused: number("refused"), members, ops };
}
