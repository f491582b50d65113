import { type SQL, sql } from "drizzle-orm";

// What db/scope.ts sets for one transaction. The sub-select makes Postgres evaluate it once a query, and nullif turns
// the '' that a setting reads after its transaction into null, which matches no row (shared/design.md, Isolation).
export const scopeOrgId = sql.raw(`(select nullif(current_setting('app.org_id', true), ''))`);
export const scopeMemberId = sql.raw(`(select nullif(current_setting('app.member_id', true), ''))`);
const scopeOrgRole = sql.raw(`(select nullif(current_setting('app.org_role', true), ''))`);
const scopeUnitIds = sql.raw(`(select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))`);

/** The row belongs to the organization of the scope. */
export const inOrganization: SQL = sql`org_id = ${scopeOrgId}`;

/** The scope is an org admin's. */
export const asOrgAdmin: SQL = sql`${scopeOrgRole} = 'admin'`;

/** The row belongs to an OU that the scope's member has access to (contract §1, access). */
export const inReachableUnit: SQL = sql`(${asOrgAdmin} or unit_id = any(${scopeUnitIds}::text[]))`;

/** The row is the scope's own member's. */
export const ownRow: SQL = sql`org_member_id = ${scopeMemberId}`;
