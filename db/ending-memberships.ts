import { sql as statement } from "drizzle-orm";
import { findOrganizations, type Scope } from "./transaction";

// For the job that ends memberships, before it knows an organization. lint/walls.mjs lists who may import this file.

const naming: Scope = (sql) => [sql`select set_config('app.ends_memberships', 'on', true)`];

/** The organizations with memberships that end at some time. */
export const findEnding = (): Promise<string[]> =>
  findOrganizations(naming, statement`select org_id from ending_organizations`);
