import { owner } from "./database";

type Entry = {
  action: string;
  actor: { kind: string; id: string | null };
  credential: { kind: string; id: string } | null;
  target: { type: string; id: string };
  unit_id: string | null;
  changes: object[];
  change_set_id: string | null;
  request_id: string | null;
  origin: { name?: string; ip: string | null; user_agent: string | null } | null;
  personal: { name: string | null; changes: object[] } | null;
};

/** An organization's audit entries in their order, with their personal values; without the one of its founding. */
export async function auditOf({ orgId }: { orgId: string }, aboutId?: string): Promise<Entry[]> {
  const rows = await owner()`
    select e.content, (select json_object_agg(v.part, v.value::json) from audit_values v
             where v.org_id = e.org_id and v.entry_id = e.entry_id) as values
      from audit_entries e where e.org_id = ${orgId} and e.action <> 'organization.created'
       and e.target_id = coalesce(${aboutId ?? null}::text, e.target_id) order by e.entry_id`;
  return rows.map(({ content, values }) => ({
    ...JSON.parse(content),
    origin: values?.origin ?? null,
    personal: values?.target ?? null,
  }));
}

/** The names of their actions. */
export const actionsOf = async (...about: Parameters<typeof auditOf>): Promise<string[]> =>
  (await auditOf(...about)).map(({ action }) => action);
