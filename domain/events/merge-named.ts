import { sql } from "drizzle-orm";
import { jsonValue } from "@/db/json";
import type { Tx } from "@/db/scope";
import type { ReadUnit, UnitReader } from "@/domain/access/reader";
import { type Groups, groupEvents } from "./group-events";

/**
 * Merges the leads that each group of a batch names into the oldest of them, in a few statements however many there are: one
 * by one, some hundreds would exceed the time limit of a statement. Returns those leads; their scores are the caller's to update.
 */
export async function mergeNamed(
  tx: Tx,
  reader: UnitReader,
  unit: ReadUnit,
  { named, aliases }: Groups,
): Promise<string[]> {
  await tx.execute(sql`select enter_unit(${reader.orgId}, ${unit.unitId}, true)`);
  const met = await tx.execute<{ leads: string }>(sql`select to_json(leads)::text as leads
      from group_leads(${reader.orgId}, ${unit.unitId}, ${jsonValue(named)}, ${jsonValue(aliases)}) where cardinality(leads) > 1`);
  // Groups that share a lead belong together too: group again, with the leads as their aliases.
  const people = met.map((row) => ({
    aliases: (JSON.parse(row.leads) as string[]).map((raw_value) => ({
      alias_kind: "external_id" as const,
      raw_value,
    })),
  }));
  const members = groupEvents(people).aliases.map(({ g, key: lead }) => ({ g, lead }));
  const merge = sql`select to_json(merge_groups(${reader.orgId}, ${unit.unitId}, ${jsonValue(members)}))::text as leads`;
  const [merged] = await tx.execute<{ leads: string }>(merge);
  return JSON.parse(merged?.leads ?? "[]");
}
