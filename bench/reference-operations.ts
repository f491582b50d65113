import { createHash, randomUUID } from "node:crypto";
import postgres from "postgres";
import { createReferenceMembers, type Outcome } from "./reference-members";

type Caller = {
  org_id: string;
  org_member_id: string;
  role: string;
  token_id: string;
  scopes: string[];
  only_unit_id: string | null;
};

/**
 * The measured operations, written with care but without row-level security: prepared statements, the token looked up by
 * its hash, plain queries with a WHERE on the organization, rows mapped in Node. For org admins only.
 */
export function createReference(url: string, poolSize: number) {
  const sql = postgres(url, { max: poolSize });
  return {
    ...createReferenceMembers(sql),

    async authenticate(token: string): Promise<Caller | undefined> {
      const hash = createHash("sha256").update(token).digest("hex");
      const [caller] = await sql<Caller[]>`
        select t.org_id, t.org_member_id, m.role, t.token_id, t.scopes, t.only_unit_id
          from personal_access_tokens t join members m using (org_id, org_member_id)
         where t.token_hash = ${hash} and (t.expires_at is null or t.expires_at > now()) and m.status = 'active'`;
      return caller;
    },

    async readMe(caller: Caller, unitId: string): Promise<unknown> {
      const { org_id: orgId, org_member_id: memberId, role, token_id: id, scopes, only_unit_id } = caller;
      const [row] = await sql`
        select m.first_name, m.last_name, m.email, u.unit_id, u.name, u.slug, u.external_ref, u.group_name as "group", u.is_default
          from members m left join org_units u on u.org_id = m.org_id and u.unit_id = ${unitId}
         where m.org_id = ${orgId} and m.org_member_id = ${memberId}`;
      const { first_name, last_name, email, ...unit } = row ?? {};
      const active_ou = unit.unit_id ? { ...unit, org_id: orgId, role } : null;
      const credential = { kind: "token", id, scopes, unit_id: only_unit_id };
      return { org_member_id: memberId, org_id: orgId, first_name, last_name, email, role, active_ou, credential };
    },

    async listOrgUnits(orgId: string): Promise<unknown> {
      return sql`select unit_id, org_id, name, slug, external_ref, group_name as "group", is_default from org_units
        where org_id = ${orgId} order by is_default desc, name_key collate "C", unit_id`;
    },

    async activate(orgId: string, unitId: string): Promise<Outcome> {
      const [unit] = await sql`select name, slug from org_units where org_id = ${orgId} and unit_id = ${unitId}`;
      if (!unit) return { status: 403 };
      return {
        status: 204,
        headers: {
          "X-Active-OU-ID": unitId,
          "X-Active-OU-Name": encodeURI(unit.name),
          "X-Active-OU-Slug": unit.slug,
          "Set-Cookie": `activeOu=${unitId}; Path=/; HttpOnly; SameSite=Lax`,
        },
      };
    },

    async create(orgId: string, name: string): Promise<unknown> {
      const unitId = `unit_${randomUUID().replaceAll("-", "")}`;
      const key = name.toLowerCase();
      const slug = key.replaceAll(/[^a-z0-9]+/g, "-");
      const [unit] = await sql`insert into org_units (org_id, unit_id, name, name_key, slug)
        values (${orgId}, ${unitId}, ${name}, ${key}, ${slug})
        returning unit_id, org_id, name, slug, external_ref, group_name as "group", is_default`;
      return unit;
    },
  };
}
