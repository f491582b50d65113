import type { Sql } from "postgres";
import { type Cursor, decodeCursor, encodeCursor } from "@/lib/cursor";

/** An answer of the reference server. */
export type Outcome = { status: number; body?: unknown; headers?: Record<string, string> };

type Row = {
  org_member_id: string;
  first_name: string;
  last_name: string;
  email: string;
  role: string;
  status: string;
  created_at: Date;
};
type Membership = { org_member_id: string; unit_id: string; unit_name: string; role: string; expires_at: Date | null };

const SORT = "created_at";

const secondsOf = (time: Date) => `${time.toISOString().slice(0, 19)}Z`;

function withMemberships(members: Row[], memberships: Membership[]): unknown[] {
  const byMember = new Map<string, unknown[]>(members.map((member) => [member.org_member_id, []]));
  for (const { org_member_id, expires_at, ...membership } of memberships)
    byMember.get(org_member_id)?.push({ ...membership, expires_at: expires_at && secondsOf(expires_at) });
  return members.map(({ created_at, ...member }) => ({
    ...member,
    ou_memberships: byMember.get(member.org_member_id),
    created_at: secondsOf(created_at),
  }));
}

function linksOf(limit: string, isDeep: boolean, isLast: boolean, members: Row[]): string {
  const link = (relation: string, way?: Cursor["way"], row?: Row) => {
    const key = row && [row.created_at.toISOString(), row.org_member_id];
    const cursor = way && key ? `&cursor=${encodeCursor(SORT, { way, key })}` : "";
    return `</members?limit=${limit}${cursor}>; rel="${relation}"`;
  };
  const links = [link("first")];
  if (isDeep) links.push(link("prev", "before", members[0]));
  if (!isLast) links.push(link("next", "after", members.at(-1)));
  return links.join(", ");
}

/** The lists of members of (a): whole, and a page by cursor with its links and the list's total. Pages forward only. */
export function createReferenceMembers(sql: Sql) {
  return {
    async listMembers(orgId: string): Promise<unknown> {
      const [members, memberships] = await Promise.all([
        sql<Row[]>`
          select org_member_id, first_name, last_name, email, role, status, created_at from members
           where org_id = ${orgId} order by created_at, org_member_id collate "C"`,
        sql<Membership[]>`
          select m.org_member_id, m.unit_id, u.name as unit_name, m.role, m.expires_at
            from ou_memberships m join org_units u using (org_id, unit_id)
           where m.org_id = ${orgId} order by u.is_default desc, u.name_key collate "C", u.unit_id`,
      ]);
      return withMemberships(members, memberships);
    },

    async pageMembers(orgId: string, query: URLSearchParams): Promise<Outcome> {
      const limit = query.get("limit") ?? "25";
      const cursor = query.get("cursor");
      const [time = "", id = ""] = cursor === null ? [] : decodeCursor(cursor, SORT, ["time", "text"]).key;
      const [rows, [counted]] = await Promise.all([
        sql<Row[]>`
          select org_member_id, first_name, last_name, email, role, status, created_at from members
           where org_id = ${orgId}
                 ${cursor === null ? sql`` : sql`and (created_at, org_member_id collate "C") > (${time}::timestamptz, ${id})`}
           order by created_at, org_member_id collate "C" limit ${Number(limit) + 1}`,
        sql<{ total: number }[]>`select count(*)::int as total from members where org_id = ${orgId}`,
      ]);
      const members = rows.slice(0, Number(limit));
      const memberships = await sql<Membership[]>`
        select m.org_member_id, m.unit_id, u.name as unit_name, m.role, m.expires_at
          from ou_memberships m join org_units u using (org_id, unit_id)
         where m.org_id = ${orgId} and m.org_member_id = any(${members.map((member) => member.org_member_id)})
         order by u.is_default desc, u.name_key collate "C", u.unit_id`;
      const link = linksOf(limit, cursor !== null, rows.length === members.length, members);
      const headers = { "X-Total-Count": String(counted?.total), Link: link };
      return { status: 200, headers, body: withMemberships(members, memberships) };
    },
  };
}
