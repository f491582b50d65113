import { sql } from "drizzle-orm";
import { jsonValue } from "@/db/json";
import { members } from "@/db/schema/members";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { type BeforeAdmin, carryOut } from "@/domain/access-changes/change-access";
import { lockAccess } from "@/domain/access-changes/lock-access";
import { planChange } from "@/domain/access-changes/plan";
import { readState } from "@/domain/access-changes/read-state";
import { audit, changesBetween } from "@/domain/audit-log/audit";
import type { Role } from "@/lib/roles";
import type { UpdatedMember, UpdateMembersInput } from "./batch-schema";
import { type MemberRow, readRows } from "./read-rows";

type Known = { id: string; key: string; first_name: string; last_name: string; role: Role };
type Update = {
  index: number;
  known: Known;
  values: NonNullable<MemberRow["valid"]>["values"];
  changes: ReturnType<typeof changesBetween>;
};

/**
 * Changes the names and org roles of many members, by their e-mail address, in one transaction; the roles are one access
 * change. Rows that are not valid or name nobody are reported and don't block the rest. Throws change_refused if a role may
 * not change. Returns a result for each row, in order, and the id of the access change. (contract §9)
 */
export async function updateMany(
  tx: Tx,
  actor: Actor,
  { members: asked, dry_run: isDry = false, end_created }: UpdateMembersInput,
  beforeAdmin: BeforeAdmin = () => {},
): Promise<{ changeId: string | null; results: UpdatedMember[] }> {
  await lockAccess(tx, actor);
  const rows = readRows(asked);
  const found = await findByKey(tx, actor, rows);
  const updates = rows.flatMap(({ index, valid }): Update[] => {
    const known = valid && found.get(valid.key);
    return known ? [{ index, known, values: valid.values, changes: changesBetween(known, valid.values) }] : [];
  });
  const items = updates.flatMap(({ known, values: { role } }) =>
    role === undefined || role === known.role
      ? []
      : [{ op: "set_org_role" as const, org_member_id: known.id, role, end_created }],
  );
  const state = await readState(tx, actor, items);
  const planned = planChange(actor, items, state);
  const refused = new Map(planned.flatMap(({ result }) => (result.code ? [[result.org_member_id, result.code]] : [])));
  if (!isDry) await rename(tx, actor, updates);
  const made = isDry ? null : await carryOut(tx, actor, planned, state, {}, beforeAdmin);
  const updateOf = new Map(updates.map((update) => [update.index, update]));
  return {
    changeId: made?.diff.id ?? null,
    results: rows.map((row) => resultOf(row, updateOf.get(row.index), refused)),
  };
}

function resultOf(
  { index, email, errors }: MemberRow,
  update: Update | undefined,
  refused: Map<string, string>,
): UpdatedMember {
  if (errors.length > 0) return { index, email, result: "invalid", errors };
  if (!update) return { index, email, result: "unknown" };
  const { known, changes } = update;
  const code = refused.get(known.id);
  const result = code ? "refused" : changes.length > 0 ? "updated" : "unchanged";
  const fields = changes.map(({ field }) => field as "role");
  return { index, email, result, org_member_id: known.id, fields, ...(code ? { code } : {}) };
}

async function findByKey(tx: Tx, actor: Actor, rows: readonly MemberRow[]): Promise<Map<string, Known>> {
  const keys = jsonValue(rows.flatMap(({ valid }) => valid?.key ?? []));
  const found = await tx.execute<Known>(
    sql`select org_member_id as id, email_key as key, first_name, last_name, role from ${members}
         where ${members.orgId} = ${actor.orgId} and ${members.emailKey} in (select json_array_elements_text(${keys}))`,
  );
  return new Map(found.map((known) => [known.key, known]));
}

async function rename(tx: Tx, actor: Actor, updates: readonly Update[]): Promise<void> {
  const renamed = updates.flatMap(({ known, values, changes }) => {
    const names = changes.filter(({ field }) => field !== "role"); // the change of access has entries of its own
    return names.length > 0 ? [{ ...known, ...values, names }] : [];
  });
  if (renamed.length === 0) return;
  await tx.execute(
    sql`update ${members} set first_name = r.first_name, last_name = r.last_name
          from json_to_recordset(${jsonValue(renamed)}) as r (id text, first_name text, last_name text)
         where ${members.orgId} = ${actor.orgId} and ${members.orgMemberId} = r.id`,
  );
  for (const { id, names: changes } of renamed) audit(tx, "member.updated", { id }, { changes });
}
