import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { extendedRefusal } from "@/lib/errors";
import { type BeforeAdmin, carryOut } from "./change-access";
import { type AccessState, type Item, type PlannedItem, stateOf } from "./item";
import { lockAccess } from "./lock-access";
import { planChange } from "./plan";
import { type DoneItem, readDone } from "./read-done";
import { readState } from "./read-state";
import type { AccessChangeDiff, EffectiveItem, ItemState } from "./schema";

type Undone = { done: DoneItem; item: Item };

/**
 * Makes a new change that restores what was before this one; sessions, tokens and what had been created stay ended. Throws
 * access_change_not_found, forbidden for a change that goes beyond the actor's OUs, change_superseded naming the items that
 * have changed since, unless they are skipped and others are left, and change_refused. (contract §9)
 */
export async function undoChange(
  tx: Tx,
  actor: Actor,
  changeId: string,
  { skipsSuperseded = false, beforeAdmin = () => {} }: { skipsSuperseded?: boolean; beforeAdmin?: BeforeAdmin } = {},
): Promise<AccessChangeDiff> {
  await lockAccess(tx, actor);
  const undone = (await readDone(tx, actor, changeId)).map((done) => ({ done, item: inverseOf(done) }));
  const items = undone.map(({ item }) => item);
  const state = await readState(tx, actor, items);
  const left = undone.filter((one) => isAsLeft(one, state));
  if (left.length < undone.length && !(skipsSuperseded && left.length > 0)) {
    const gone = undone.filter((one) => !isAsLeft(one, state)).map(({ done, item }) => nowOf(done, item, state));
    throw extendedRefusal("change_superseded", { items: gone });
  }
  const planned = planChange(
    actor,
    left.map(({ item }) => item),
    state,
  );
  const told = planned.map((one, index) => withLosses(one, left[index]));
  return (await carryOut(tx, actor, told, state, { undoes: changeId }, beforeAdmin)).diff;
}

/** The item that restores what was before. A membership that would have ended by now is not restored. */
function inverseOf({ op, org_member_id, unit_id, before }: DoneItem): Item {
  if (unit_id === null) {
    if (op === "set_org_role" && before?.role) return { op, org_member_id, role: before.role };
    return { op: op === "deactivate" ? "reactivate" : "deactivate", org_member_id };
  }
  const { role, expires_at = null } = before ?? {};
  const isOver = expires_at !== null && Date.parse(expires_at) <= Date.now();
  if (!role || isOver) return { op: "revoke", org_member_id, unit_id };
  return { op: "grant", org_member_id, unit_id, role, expires_at };
}

const isSame = (one: ItemState, other: ItemState) =>
  (["role", "expires_at", "status"] as const).every((field) => (one?.[field] ?? null) === (other?.[field] ?? null));

const isAsLeft = ({ done, item }: Undone, state: AccessState) =>
  state.members.has(item.org_member_id) && isSame(stateOf(item, state), done.after);

/** A superseded item, with its state now. */
function nowOf({ op, org_member_id, unit_id }: DoneItem, item: Item, state: AccessState) {
  const [member, unit] = [state.members.get(org_member_id), unit_id && state.units.get(unit_id)];
  return { op, org_member_id, name: member?.name ?? null, unit_id, unit_name: unit ?? null, now: stateOf(item, state) };
}

function withLosses({ item, result }: PlannedItem, undone: Undone | undefined): PlannedItem {
  const { op, ended_created } = undone?.done ?? {};
  const lost: NonNullable<EffectiveItem["not_restored"]> = [
    ...(op === "deactivate" ? (["sessions", "tokens"] as const) : []),
    ...(ended_created ? (["created"] as const) : []),
  ];
  return lost.length > 0 ? { item, result: { ...result, not_restored: lost } } : { item, result };
}
