import { sql } from "drizzle-orm";
import { jsonObject, readJson } from "@/db/json";
import { accessChangeItems, accessChanges } from "@/db/schema/access-changes";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import type { ChangeOp } from "@/lib/access-change";
import { DomainError } from "@/lib/errors";
import { isChange } from "./list-changes";
import { ofChange } from "./present";
import type { ItemState } from "./schema";

/** What an item of a recorded change has done. */
export type DoneItem = {
  op: ChangeOp;
  org_member_id: string;
  unit_id: string | null;
  before: ItemState;
  after: ItemState;
  ended_created: boolean;
};

const done = jsonObject({
  op: accessChangeItems.op,
  org_member_id: accessChangeItems.orgMemberId,
  unit_id: accessChangeItems.aboutUnitId,
  before: accessChangeItems.before,
  after: accessChangeItems.after,
  ended_created: accessChangeItems.endedCreated,
});

/** What a change has done, all of it. Throws access_change_not_found, and forbidden if a part concerns other OUs. */
export async function readDone(tx: Tx, actor: Actor, changeId: string): Promise<DoneItem[]> {
  const items = sql`(select coalesce(json_agg(${done} order by ${accessChangeItems.index}), '[]') from ${accessChangeItems}
    where ${ofChange} and ${accessChangeItems.hasChanged})`;
  const found = await readJson<{ items: DoneItem[]; changed: number }>(
    tx,
    sql`select ${jsonObject({ items, changed: sql`${accessChanges.summary} -> 'changed'` })}::text as json
          from ${accessChanges} where ${isChange(actor, changeId)}`,
    "access_change_not_found",
  );
  const { items: seen, changed } = found.parse();
  if (seen.length < changed) throw new DomainError("forbidden");
  return seen;
}
