import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { DomainError, extendedRefusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { applyPlan, endCreated } from "./apply";
import { expand } from "./expand";
import { type AccessState, changedOf, type Item, type PlannedItem, pairOf } from "./item";
import { lockAccess } from "./lock-access";
import { diffOf, planChange } from "./plan";
import { readState } from "./read-state";
import { type Occasion, recordChange } from "./record";
import type { AccessChangeDiff, AccessChangeInput } from "./schema";
import { tellOfAccess } from "./tell-of-access";

/** Called before somebody becomes an admin; throws if the actor has to confirm their password first. */
export type BeforeAdmin = () => void;

/**
 * Makes a set of changes at once or not at all, or with `dry_run` only says what it would do. Throws selection_changed where a
 * filter matches another number of members than expected, change_refused with the diff if an item is refused, and
 * invalid_content for items that contradict each other. (contract §9)
 */
export async function changeAccess(
  tx: Tx,
  actor: Actor,
  { changes, reason, dry_run: isDry = false }: AccessChangeInput,
  beforeAdmin: BeforeAdmin = () => {},
): Promise<AccessChangeDiff> {
  await lockAccess(tx, actor);
  const items = await expand(tx, actor, changes);
  const state = await readState(tx, actor, items);
  const planned = planChange(actor, items, state);
  if (isDry) return diffOf(null, planned);
  return (await carryOut(tx, actor, planned, state, { reason }, beforeAdmin)).diff;
}

/** Makes the changes of a plan. What `beside` reads leaves in the same write as they do. Throws change_refused. */
export async function carryOut<T = void>(
  tx: Tx,
  actor: Actor,
  planned: readonly PlannedItem[],
  state: AccessState,
  occasion: Occasion = {},
  beforeAdmin: BeforeAdmin = () => {},
  beside?: () => Promise<T>,
): Promise<{ diff: AccessChangeDiff; read: T }> {
  if (planned.some(({ result }) => result.effect === "refused")) {
    throw extendedRefusal("change_refused", { diff: diffOf(null, planned) });
  }
  const changed = changedOf(planned);
  if (changed.some((one) => makesAdmin(one, state))) beforeAdmin();
  const id = changed.length > 0 ? newId("chg") : null;
  const applying = id === null ? undefined : applyPlan(tx, actor, changed, id);
  const recording = id === null ? undefined : recordChange(tx, actor, id, planned, occasion);
  const reading = beside?.();
  for (const other of [recording, reading]) other?.catch(() => {}); // a failure of the changes themselves comes first
  await applying;
  const [recorded, read] = [await recording, await reading];
  await endCreated(tx, planned, id ?? undefined);
  await tellOfAccess(tx, actor, planned, state);
  return { diff: recorded ?? diffOf(null, planned), read: read as T };
}

function makesAdmin({ item, result }: PlannedItem, { members }: AccessState): boolean {
  if (item.op === "reactivate") return members.get(item.org_member_id)?.role === "admin";
  return result.after?.role === "admin" && result.before?.role !== "admin";
}

/**
 * Makes a change of one item and returns its effect, with the change's id unless nothing changed, and what `beside` has read.
 * Throws the item's own refusal: org_unit_not_found, forbidden, member_not_found, last_admin.
 */
export async function changeOne<T = void>(
  tx: Tx,
  actor: Actor,
  item: Item,
  beforeAdmin: BeforeAdmin = () => {},
  beside?: () => Promise<T>,
): Promise<{ id: string | null; read: T } & PlannedItem["result"]> {
  const pair = "unit_id" in item ? pairOf(item.unit_id, item.org_member_id) : null;
  // In one write, in this order.
  const [, state] = await Promise.all([lockAccess(tx, actor, pair), readState(tx, actor, [item])]);
  const planned = planChange(actor, [item], state);
  const [{ result }] = planned as [PlannedItem];
  if (result.effect === "refused") throw new DomainError(result.code as DomainError["code"]);
  const { diff, read } = await carryOut(tx, actor, planned, state, {}, beforeAdmin, beside);
  return { ...result, id: diff.id, read };
}
