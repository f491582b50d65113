import { createHash, randomUUID } from "node:crypto";
import postgres from "postgres";

/** An answer of the reference server. */
export type Outcome = { status: number; body?: unknown; headers?: Record<string, string> };

type Caller = { org_id: string; role: string };
type Member = {
  org_member_id: string;
  first_name: string;
  last_name: string;
  email: string;
  role: string;
  status: string;
};
type Membership = { unit_id: string; unit_name: string; role: string };

const secondsOf = (time: Date) => `${time.toISOString().slice(0, 19)}Z`;

/**
 * The five measured operations, written with care but without row-level security: prepared statements, the token looked
 * up by its hash, plain queries with a WHERE on the organization, rows mapped in Node. For org admins only.
 */
export function createReference(url: string, poolSize: number) {
  const sql = postgres(url, { max: poolSize });
  return {
    async authenticate(token: string): Promise<Caller | undefined> {
      const hash = createHash("sha256").update(token).digest("hex");
      const [caller] = await sql<Caller[]>`
        select t.org_id, m.role from personal_access_tokens t join members m using (org_id, org_member_id)
         where t.token_hash = ${hash} and (t.expires_at is null or t.expires_at > now())`;
      return caller;
    },

    async listOrgUnits(orgId: string): Promise<unknown> {
      return sql`select unit_id, org_id, name, slug, external_ref, is_default from org_units
        where org_id = ${orgId} order by is_default desc, name_key collate "C", unit_id`;
    },

    async listMembers(orgId: string): Promise<unknown> {
      const [members, memberships] = await Promise.all([
        sql<(Member & { created_at: Date })[]>`
          select org_member_id, first_name, last_name, email, role, status, created_at from members
           where org_id = ${orgId} order by created_at, org_member_id`,
        sql<(Membership & { org_member_id: string })[]>`
          select m.org_member_id, m.unit_id, u.name as unit_name, m.role
            from ou_memberships m join org_units u using (org_id, unit_id)
           where m.org_id = ${orgId} order by u.is_default desc, u.name_key collate "C", u.unit_id`,
      ]);
      const byMember = new Map<string, Membership[]>(members.map((member) => [member.org_member_id, []]));
      for (const { org_member_id, unit_id, unit_name, role } of memberships) {
        byMember.get(org_member_id)?.push({ unit_id, unit_name, role });
      }
      return members.map(({ created_at, ...member }) => ({
        ...member,
        ou_memberships: byMember.get(member.org_member_id),
        created_at: secondsOf(created_at),
      }));
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
        returning unit_id, org_id, name, slug, external_ref, is_default`;
      return unit;
    },
  };
}
