import { type SQL, sql } from "drizzle-orm";
import { changeJson, findJson, lockedBefore, readJson } from "@/db/json";
import { organizations } from "@/db/schema/organizations";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import type { Reader } from "@/domain/access/reader";
import { audit, changesBetween } from "@/domain/audit-log/audit";
import type { JsonText } from "@/lib/json-text";
import { organizationJson } from "./present";
import { type Organization, type OrganizationContent, organizationContent } from "./schema";

const isOwn = ({ orgId }: Reader): SQL => sql`${organizations.orgId} = ${orgId}`;
const shown = (reader: Reader) =>
  sql`select ${organizationJson}::text as json from ${organizations} where ${isOwn(reader)}`;

/** The reader's organization. */
export const readOrganization = (tx: Tx, reader: Reader) => readJson<Organization>(tx, shown(reader));

/** How its versions are compared. */
export const organizationVersion = {
  content: organizationContent,
  lock: (tx: Tx, { actor }: { actor: Actor }) => findJson<Organization>(tx, sql`${shown(actor)} for no key update`),
};

/** Renames the actor's organization. */
export async function renameOrganization(
  tx: Tx,
  actor: Actor,
  { name }: OrganizationContent,
): Promise<JsonText<Organization>> {
  const { before, after } = await changeJson<Organization>(
    tx,
    sql`update ${organizations} set name = ${name} from ${lockedBefore(organizationJson, organizations, isOwn(actor))}
         where ${isOwn(actor)} returning old.before, ${organizationJson}::text as json`,
    "not_found",
  );
  audit(
    tx,
    "organization.renamed",
    { id: actor.orgId, name },
    { changes: changesBetween({ name: before.name }, { name }) },
  );
  return after;
}
