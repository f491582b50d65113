import { type SQL, sql } from "drizzle-orm";
import { keepingWhole } from "@/db/kept-list";
import { type ListRequest, listAll, readPage, type Sort } from "@/db/keyset";
import { bytewise } from "@/db/schema/columns";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import { ouMemberships } from "@/db/schema/ou-memberships";
import type { Tx } from "@/db/scope";
import { contains } from "@/db/search";
import { type Again, streamAll } from "@/db/whole-list";
import type { Reader } from "@/domain/access/reader";
import { DEFAULT_LIMIT } from "@/lib/list-parameters";
import { keptTotal } from "./member-totals";
import { membersInBulk } from "./members-in-bulk";
import { memberInList, memberOnPage } from "./present";
import {
  EXPIRING_DAYS,
  type ListedMember,
  type Member,
  type MemberListQuery,
  type MemberSort,
  memberKeyKinds,
  NO_UNIT,
} from "./schema";

/**
 * One page of the members that match the query, in its order, with the OU memberships that the actor may see. Throws
 * invalid_content for an invalid cursor, org_unit_not_found for an OU beyond the actor's access. (contract §7)
 */
export function pageMembers(tx: Tx, reader: Reader, { limit = DEFAULT_LIMIT, cursor, ...query }: MemberListQuery) {
  return readPage<Member>(tx, memberList(reader, query), { limit, cursor });
}

/** The same page for the dashboard, with when each member was last active. */
export function pageListedMembers(
  tx: Tx,
  reader: Reader,
  { limit = DEFAULT_LIMIT, cursor, ...query }: MemberListQuery,
) {
  return readPage<ListedMember>(tx, { ...memberList(reader, query), item: memberOnPage }, { limit, cursor });
}

/** All members that match the query, in its order. Throws org_unit_not_found. */
export const listMembers = (tx: Tx, reader: Reader, query: MemberListQuery = {}) =>
  listAll<Member>(tx, memberList(reader, query));

/** The same list, streamed if it is long. */
export const streamMembers = (tx: Tx, reader: Reader, query: MemberListQuery, again: Again) =>
  streamAll<Member>(tx, again, memberList(reader, query), query);

/** The list described by a query's filters and sort, for reading it by page or piece by piece. */
export const memberList = keepingWhole(
  (reader: Reader, query: Omit<MemberListQuery, "limit" | "cursor">): ListRequest => {
    const { search, role, status, unit_id: unitId, expiring, sort = "created_at" } = query;
    const hasNoUnit = unitId === NO_UNIT;
    const granted = sql`select org_member_id from ${ouMemberships} where ${ouMemberships.orgId} = ${reader.orgId}`;
    const isUnit = sql`${orgUnits.orgId} = ${reader.orgId} and ${orgUnits.unitId} = ${unitId}`;
    const where = [
      sql`${members.orgId} = ${reader.orgId}`,
      ...(search ? [contains(sql`${members.searchKey}`, search)] : []),
      ...(role ? [sql`${members.role} = ${role}`] : []),
      ...(status ? [sql`${members.status} = ${status}`] : []),
      ...(unitId && !hasNoUnit
        ? [sql`${members.orgMemberId} in (${granted} and ${ouMemberships.unitId} = ${unitId})`]
        : []),
      ...(expiring ? [sql`${members.orgMemberId} in (${granted} and ${endsSoon})`] : []),
      // "not in" is safe because org_member_id is never null; it hashes the memberships once instead of probing per member.
      ...(hasNoUnit ? [sql`${members.role} <> 'admin' and ${members.orgMemberId} not in (${granted})`] : []),
    ];
    return {
      from: members,
      where: sql.join(where, sql` and `),
      sort: sortOf(sort),
      item: memberInList,
      inBulk: membersInBulk(reader),
      total: keptTotal(reader, query),
      owner:
        unitId && !hasNoUnit
          ? { json: sql`select 'true' from ${orgUnits} where ${isUnit}`, missing: "org_unit_not_found" }
          : undefined,
    };
  },
);

/** The condition that a membership ends within EXPIRING_DAYS. */
export const endsSoon = sql`${ouMemberships.expiresAt} <= now() + make_interval(days => ${sql.raw(String(EXPIRING_DAYS))})`;

// Each has an index (db/schema/members.ts).
const columns: Record<string, SQL> = {
  created_at: sql`${members.createdAt}`,
  name: bytewise(members.nameKey),
  email: bytewise(members.emailKey),
  role: bytewise(members.role),
};

function sortOf(sort: MemberSort): Sort {
  const [first, second] = memberKeyKinds(sort);
  const value = columns[sort.replace("-", "")] ?? sql`${members.createdAt}`;
  const key = [
    { kind: first, value },
    { kind: second, value: bytewise(members.orgMemberId) },
  ];
  return { name: sort, key, descending: sort.startsWith("-") };
}
