import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/scope";
import type { SealedEntry } from "./sealed-entry";

const values = sql`(select coalesce(json_object_agg(v.part, json_build_object('salt', v.salt, 'value', v.value)), '{}')
  from audit_values v where v.org_id = n.org_id and v.entry_id = n.entry_id)`;

/** The JSON of the sealed entry with the node `n` and the content `e`. */
export const sealedEntryJson: SQL = sql`json_build_object('index', n.index, 'hash', n.hash, 'entry', e.content, 'values', ${values})`;

/** The sealed entries from one index up to, but not including, another, in the tree's order. */
export async function readSealed(tx: Tx, orgId: string | SQL, from: number, to: number): Promise<SealedEntry[]> {
  const [row] = await tx.execute<{ json: string }>(sql`
    select coalesce(json_agg(${sealedEntryJson} order by n.index), '[]')::text as json
      from audit_nodes n left join audit_entries e on e.org_id = n.org_id and e.entry_id = n.entry_id
     where n.org_id = ${orgId} and n.level = 0 and n.index >= ${from} and n.index < ${to}`);
  return JSON.parse(row?.json ?? "[]");
}
