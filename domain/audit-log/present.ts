import { type SQL, sql } from "drizzle-orm";
import { fixed } from "@/db/fixed";
import { jsonObject } from "@/db/json";
import { auditEntries, type auditParts, auditValues } from "@/db/schema/audit-entries";
import { orgUnits } from "@/db/schema/org-units";

type Part = (typeof auditParts)[number];

const valuesOf = (part: Part) => sql`left join lateral (select ${auditValues.value}::json as value from ${auditValues}
    where ${auditValues.orgId} = ${auditEntries.orgId} and ${auditValues.entryId} = ${auditEntries.entryId}
      and ${auditValues.part} = ${sql.raw(`'${part}'`)}) ${sql.raw(part)} on true`;

/** The join that auditEntryJson needs: an entry's content, and the personal values that have not been erased. */
export const besideAuditEntry = fixed(
  sql`cross join lateral (select ${auditEntries.content}::json as value) entry ${valuesOf("origin")} ${valuesOf("target")}`,
);

const of = (from: "entry" | Part, ...path: string[]): SQL => sql.raw(`${from}.value #> '{${path.join(",")}}'`);
const eitherOf = (first: SQL, second: SQL) => sql`coalesce(${first}, ${second})`;

const change = jsonObject({
  field: sql`change -> 'field'`,
  before: sql`change -> 'before'`,
  after: sql`change -> 'after'`,
});
const changes = sql`(select coalesce(json_agg(${change}), '[]') from (
  select json_array_elements(${of("target", "changes")}) as change
  union all select json_array_elements(${of("entry", "changes")})) all_changes)`;

/** What an entry says without where it came from. */
const deed = {
  id: of("entry", "id"),
  at: of("entry", "at"),
  action: of("entry", "action"),
  actor: jsonObject({
    kind: of("entry", "actor", "kind"),
    id: of("entry", "actor", "id"),
    name: eitherOf(of("origin", "name"), of("entry", "actor", "name")),
  }),
  credential: of("entry", "credential"),
  unit_id: of("entry", "unit_id"),
  target: jsonObject({
    type: of("entry", "target", "type"),
    id: of("entry", "target", "id"),
    name: eitherOf(of("target", "name"), of("entry", "target", "name")),
  }),
  changes,
  change_set_id: of("entry", "change_set_id"),
  request_id: of("entry", "request_id"),
};

const fields = {
  ...deed,
  ip: of("origin", "ip"),
  user_agent: of("origin", "user_agent"),
};

/** An entry as the API shows it; erased names, addresses and devices are null. */
export const auditEntryJson = fixed(jsonObject(fields));

/** The same without the address and the device that it came from, for webhooks (contract §12). */
export const auditEventJson = fixed(jsonObject(deed));

const unitName = sql`(select ${orgUnits.name} from ${orgUnits}
  where ${orgUnits.orgId} = ${auditEntries.orgId} and ${orgUnits.unitId} = ${auditEntries.aboutUnitId})`;

/** The same with the OU's name, for pages. */
export const shownEntryJson = fixed(jsonObject({ ...fields, unit_name: unitName }));
