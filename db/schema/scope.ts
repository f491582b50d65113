import { type SQL, sql } from "drizzle-orm";

const read = (name: string) => `nullif(current_setting('app.${name}', true), '')`;

/**
 * A setting that is made for one transaction, in db/scope.ts or by a function. The sub-select is evaluated once per query, and
 * nullif turns the '' that a setting reads after its transaction into null, which matches no row (docs/decisions/003).
 */
export const setting = (name: string): SQL => sql.raw(`(select ${read(name)})`);

/**
 * The same without the sub-select: for the check of a row that is inserted, which is evaluated once a row. In a condition of
 * reading it would be evaluated for each row that is scanned.
 */
export const settingOfRow = (name: string): SQL => sql.raw(read(name));

/** The same for a setting of several values, to compare with `any`. */
export const listSetting = (name: string): SQL => sql.raw(`(select string_to_array(${read(name)}, ','))::text[]`);

export const scopeOrgId = setting("org_id");
export const scopeMemberId = setting("member_id");
/** The only OU that the presented token reaches, or null. */
export const scopeOnlyUnitId = setting("only_unit_id");
/** The OUs in which the scope's member has a membership. */
export const scopeUnitIds = listSetting("unit_ids");
/** Those in which they are admin. */
export const scopeAdminUnitIds = listSetting("admin_unit_ids");

/** The row belongs to the organization of the scope. */
export const inOrganization: SQL = sql`org_id = ${scopeOrgId}`;

/**
 * The scope belongs to an org admin. Compared within the sub-select: the planner would take a comparison with its result for
 * a condition that almost no row meets, and rather sort an organization than read it by the index of a list.
 */
export const asOrgAdmin: SQL = sql`(select nullif(current_setting('app.org_role', true), '') = 'admin')`;

/** The row belongs to an OU that the scope's member has access to (contract §1, access). */
export const inReachableUnit: SQL = sql`(${asOrgAdmin} or unit_id = any(${scopeUnitIds}))`;

// The OU's organization has a setting of its own. A service account's scope sets only this one, so it reaches no row that
// belongs to the organization rather than the OU.
export const scopeUnitOrgId = setting("unit_org_id");
export const scopeUnitId = setting("unit_id");

// The OU's organization and the active OU if the scope reaches it, else no row, which equals no row of a table. It has no
// column of the row, so it is evaluated once per query, and an index on (org_id, unit_id, …) can serve the comparison. One
// sub-select for everything, because each takes time to start in every statement (docs/decisions/045).
function activeUnit(role?: "writes" | "administers"): SQL {
  const roles = { writes: "('editor', 'admin')", administers: "('admin')" };
  const held = role ? ` and ${read("unit_role")} in ${roles[role]}` : "";
  const reached = `${read("org_role")} = 'admin' or ${read("unit_id")} = any (string_to_array(${read("unit_ids")}, ','))`;
  return sql.raw(`(select ${read("unit_org_id")}, ${read("unit_id")} where (${reached})${held})`);
}

/**
 * The row belongs to the active OU and the scope reaches that OU: for reading an OU's data. Setting the active OU alone is
 * not enough (contract §5: a selection never grants).
 */
export const inActiveUnit: SQL = sql`(org_id, unit_id) = ${activeUnit()}`;

/** The row belongs to the active OU and the role there is editor or admin: for writing an OU's data (contract §2). */
export const inWritableUnit: SQL = sql`(org_id, unit_id) = ${activeUnit("writes")}`;

/** A row if the scope may write in the active OU, else none: for statements that are sent before anyone knows who asks. */
export const writableUnit: SQL = activeUnit("writes");

/** The same for a row that is about leads of the OU named by its `lead_unit_id`. */
export const aboutWritableUnit: SQL = sql`(org_id, lead_unit_id) = ${activeUnit("writes")}`;

/** The row belongs to the active OU and the role there is admin: for its service accounts. */
export const inAdministeredUnit: SQL = sql`(org_id, unit_id) = ${activeUnit("administers")}`;

/** The row belongs to the member whose credentials an org admin ends: `end_credentials` names them while it works. */
export const ofEndedMember: SQL = sql`${inOrganization} and ${asOrgAdmin} and org_member_id = ${setting("ended_member_id")}`;

/** The row belongs to the scope's member. */
export const ownRow: SQL = sql`org_member_id = ${scopeMemberId}`;
