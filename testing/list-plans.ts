import type { ExpectStatic } from "vitest";
import type { Tx } from "@/db/scope";
import { withUnit } from "@/db/scope";
import type { Again, WholeList } from "@/db/whole-list";
import { pageMessages } from "@/domain/mail/list-messages";
import { pageMembers } from "@/domain/members/list-members";
import { memberSorts } from "@/domain/members/schema";
import { pageAccess } from "@/domain/org-units/list-access";
import { pageOrgUnits } from "@/domain/org-units/list-org-units";
import { streamMemberships } from "@/domain/ou-memberships/operations";
import { streamRulesets } from "@/domain/rulesets/operations";
import { streamRules } from "@/domain/rulesets/rules";
import { streamServiceAccounts } from "@/domain/service-accounts/operations";
import { streamTokens } from "@/domain/tokens/operations";
import { TextStream } from "@/lib/json-text";
import { owner } from "./database";
import { makeOrganization } from "./organization";
import { type Scan, watching } from "./plans";
import { makeUnit, type TestUnit } from "./unit";

const LIMIT = 25;
const PAGES = 6;
const LONG = 450; // rows of the lists without pages, of which the first statement reads 200

/** Seeds an organization with so many members, and other rows, beside small ones, which the planner takes for the average. */
export async function seedLists(members: number): Promise<TestUnit> {
  const at = await makeUnit();
  const small = await Promise.all(Array.from({ length: 20 }, (_, n) => makeOrganization(`Small ${n}`)));
  const orgs = [at.org, ...small].map(({ orgId, unitId, admin }) => ({
    org_id: orgId,
    unit_id: unitId,
    admin: admin.memberId,
    people: admin === at.actor ? members : 10,
    rows: admin === at.actor ? LONG : 50,
  }));
  const fields = "org_id text, unit_id text, admin text, people int, rows int";
  await owner().begin(async (tx) => {
    await tx`create temp table seeded on commit drop as
      select * from json_to_recordset(${JSON.stringify(orgs)}::text::json) as s (${tx.unsafe(fields)})`;
    await tx`insert into members (org_id, org_member_id, first_name, last_name, email, email_key, role, password_hash, created_at)
      select org_id, id, 'Person ' || md5(id), 'Q', id, id, (array['admin', 'editor', 'viewer'])[1 + n % 3], '!', now() - n % 99 * interval '1 day'
        from seeded, generate_series(1, people) n, lateral (select 'mem_' || md5(org_id || n) as id)`;
    await tx`insert into org_units (org_id, unit_id, name, name_key, slug)
      select org_id, 'unit_' || n, 'Unit ' || n, 'unit ' || n, 'unit-' || n from seeded, generate_series(1, rows) n`;
    await tx`insert into ou_memberships (org_id, unit_id, org_member_id, role)
      select org_id, unit_id, org_member_id, 'viewer' from members join seeded using (org_id) on conflict do nothing`;
    await tx`insert into messages (org_id, message_id, org_member_id, kind, to_address, facts, created_at)
      select org_id, 'msg_' || n, 'mem_' || md5(org_id || n), 'invitation', 'a@acme.test', '{}', now() - n % 99 * interval '1 day'
        from seeded, generate_series(1, people) n`;
    await tx`insert into personal_access_tokens (org_id, token_id, org_member_id, name, token_hash)
      select org_id, 'tok_' || n, admin, 'T', md5(n::text) || md5(org_id) from seeded, generate_series(1, rows) n`;
    await tx`insert into service_accounts (org_id, unit_id, secret_id, client_id, name, secret_hash)
      select org_id, unit_id, 'sec_' || n, 'lv_ci_' || left(md5(n::text), 24), 'S', md5(n::text) || md5(org_id)
        from seeded, generate_series(1, rows) n`;
    await tx`insert into rulesets (org_id, unit_id, ruleset_id, name, kind)
      select org_id, unit_id, 'rset_' || n, 'R', 'engagement' from seeded, generate_series(1, rows) n`;
    await tx`insert into rules (org_id, unit_id, rule_id, ruleset_id, kind, event_type, weight)
      select org_id, unit_id, 'rule_' || n, 'rset_1', 'engagement', 'e', 1 from seeded, generate_series(1, rows) n`;
  });
  await owner()`analyze`;
  return at;
}

type Cursors = { next: string | null; previous: string | null };
type Listing = {
  title: string;
  table: string;
  index: string;
  /** A short list: the primary key will do as well, because other tests' many small OUs can make sorting look cheap. */
  isShort?: true;
  /** Only in a database of its own: other tests' many small organizations make sorting look cheap. */
  isAlone?: true;
  isPaged?: true;
  read: (tx: Tx, at: TestUnit, again: Again) => Promise<unknown>;
};

/** Reads page after page, and back from the last. */
async function walk(read: (cursor: { cursor?: string }) => Promise<Cursors>): Promise<void> {
  let page = await read({});
  for (let left = PAGES; left > 0; left -= 1) page = await read({ cursor: page.next ?? "" });
  await read({ cursor: page.previous ?? "" });
}

async function readToTheEnd({ items }: WholeList<unknown>): Promise<void> {
  if (items instanceof TextStream) for await (const _piece of items.pieces);
}

const indexOf: Record<string, string> = { created_at: "creation", name: "name", email: "email", role: "role" };

/** Every list with each of its sorts, and the index that serves it. */
export const listings: Listing[] = [
  ...memberSorts.map((sort) => ({
    title: `members by ${sort}`,
    table: "members",
    index: `members_by_${indexOf[sort.replace("-", "")]}`,
    isPaged: true as const,
    read: (tx: Tx, { actor }: TestUnit) => walk((cursor) => pageMembers(tx, actor, { sort, limit: LIMIT, ...cursor })),
  })),
  {
    title: "org units",
    table: "org_units",
    index: "org_units_by_name",
    isAlone: true,
    isPaged: true,
    read: (tx, { actor }) => walk((cursor) => pageOrgUnits(tx, actor, { limit: LIMIT, ...cursor })),
  },
  {
    title: "access to an OU",
    table: "members",
    index: "members_by_name",
    isAlone: true,
    isShort: true,
    isPaged: true,
    read: (tx, { actor, unit }) => walk((cursor) => pageAccess(tx, actor, unit.unitId, { limit: LIMIT, ...cursor })),
  },
  {
    title: "messages",
    table: "messages",
    index: "messages_by_time",
    isPaged: true,
    read: (tx, { actor }) => walk((cursor) => pageMessages(tx, actor, { limit: LIMIT, ...cursor })),
  },
  {
    title: "memberships",
    table: "ou_memberships",
    index: "ou_memberships_by_creation",
    read: async (tx, { actor, unit }, again) => readToTheEnd(await streamMemberships(tx, actor, unit.unitId, again)),
  },
  {
    title: "tokens",
    table: "personal_access_tokens",
    index: "personal_access_tokens_by_member",
    read: async (tx, { actor }, again) => readToTheEnd(await streamTokens(tx, actor, again)),
  },
  {
    title: "service accounts",
    table: "service_accounts",
    index: "service_accounts_by_id",
    read: async (tx, { actor, unit }, again) => readToTheEnd(await streamServiceAccounts(tx, actor, unit, again)),
  },
  {
    title: "rulesets",
    table: "rulesets",
    index: "rulesets_by_creation",
    isShort: true,
    read: async (tx, { actor, unit }, again) => readToTheEnd(await streamRulesets(tx, actor, unit, {}, again)),
  },
  {
    title: "rules",
    table: "rules",
    index: "rules_by_ruleset",
    isShort: true,
    read: async (tx, { actor, unit }, again) => readToTheEnd(await streamRules(tx, actor, unit, "rset_1", again)),
  },
];

/** How each statement of the list read its table, from the first page to a deep one and back. */
export async function scansOf({ table, read }: Listing, at: TestUnit): Promise<Scan[][]> {
  const seen: Scan[][] = [];
  await withUnit(at.actor, at.unit, (tx) => {
    const watched = watching(tx, table, seen);
    return read(watched, at, (work) => work(watched));
  });
  return seen;
}

/** Expects each statement to have read its table by the list's index, and a page no more rows than it shows and one. */
export function assertByIndex(expect: ExpectStatic, { table, index, isShort, isPaged }: Listing, seen: Scan[][]): void {
  const allowed = isShort ? [index, `${table}_pkey`] : [index];
  for (const scans of seen) {
    expect(scans.length).toBeGreaterThan(0);
    expect(scans.filter(({ how }) => !allowed.includes(how))).toEqual([]);
    if (isPaged) expect(Math.max(...scans.map(({ rows }) => rows))).toBeLessThanOrEqual(LIMIT + 1);
  }
}
