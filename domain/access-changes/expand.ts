import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { findMatching, selectionChanged } from "@/domain/members/matching";
import { CHANGED_AT_ONCE } from "@/lib/batch-limits";
import { DomainError, type FieldFault } from "@/lib/errors";
import { type Item, subjectOf } from "./item";
import type { AskedItem } from "./schema";

/**
 * The items of a request, one for each member. Throws selection_changed where a filter matches another number than expected,
 * and invalid_content for too many items or two about the same thing.
 */
export async function expand(tx: Tx, actor: Actor, asked: readonly AskedItem[]): Promise<Item[]> {
  const matching = new Map<string, string[]>();
  const items: Item[] = [];
  for (const [at, { members: filter, expected_count: expected, ...item }] of asked.entries()) {
    if (filter === undefined) {
      items.push({ ...item, at } as Item);
      continue;
    }
    const key = JSON.stringify(filter);
    const ids = matching.get(key) ?? (await findMatching(tx, actor, filter));
    matching.set(key, ids);
    if (ids.length !== expected) throw selectionChanged(`/changes/${at}`, ids.length);
    if (items.length + ids.length > CHANGED_AT_ONCE) throw invalid([tooMany]);
    for (const org_member_id of ids) items.push({ ...item, org_member_id, at } as Item);
  }
  assertConsistent(items);
  return items;
}

const tooMany = {
  pointer: "/changes",
  detail: `must have at most ${CHANGED_AT_ONCE} items in all, with the members who match its filters`,
};
const invalid = (faults: FieldFault[]) => new DomainError("invalid_content", undefined, faults);

function assertConsistent(items: readonly Item[]): void {
  const first = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const subject = subjectOf(item);
    const earlier = first.get(subject);
    if (earlier !== undefined) {
      const detail = `is about the same as /changes/${items[earlier]?.at}, for ${item.org_member_id}`;
      throw invalid([{ pointer: `/changes/${item.at}`, detail }]);
    }
    first.set(subject, index);
  }
}
