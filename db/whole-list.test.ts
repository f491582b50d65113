import { beforeAll, expect, test } from "vitest";
import * as messageLists from "@/domain/mail/list-messages";
import * as memberLists from "@/domain/members/list-members";
import * as members from "@/domain/members/operations";
import * as orgUnitLists from "@/domain/org-units/list-org-units";
import * as memberships from "@/domain/ou-memberships/operations";
import * as rulesets from "@/domain/rulesets/operations";
import * as rules from "@/domain/rulesets/rules";
import * as secrets from "@/domain/service-accounts/operations";
import * as sessions from "@/domain/sessions/operations";
import * as tokens from "@/domain/tokens/operations";
import { provideEnv } from "@/lib/env";
import { JsonText, TextStream } from "@/lib/json-text";
import { owner } from "@/testing/database";
import { addPeople } from "@/testing/members";
import { asRequests } from "@/testing/requests";
import { asStreams } from "@/testing/streams";
import { makeUnit, type TestUnit } from "@/testing/unit";
import { rowsFor } from "./whole-list";

const { streamMessages } = asStreams(messageLists);
const { listMessages } = asRequests(messageLists);
const { streamMembers } = asStreams(memberLists);
const { listMembers } = asRequests(memberLists);
const { removeMember } = asRequests(members);
const { streamOrgUnits } = asStreams(orgUnitLists);
const { listOrgUnits } = asRequests(orgUnitLists);
const { streamMemberships } = asStreams(memberships);
const { listMemberships } = asRequests(memberships);
const { streamRulesets } = asStreams(rulesets);
const { createRuleset, listRulesets } = asRequests(rulesets);
const { streamRules } = asStreams(rules);
const { listRules } = asRequests(rules);
const { streamServiceAccounts } = asStreams(secrets);
const { listServiceAccounts } = asRequests(secrets);
const { streamSessions } = asStreams(sessions);
const { listSessions } = asRequests(sessions);
const { streamTokens } = asStreams(tokens);
const { listTokens } = asRequests(tokens);

provideEnv({ DATABASE_POOL_SIZE: "1" }); // a list that held a connection while its reader is slow would block everything

const MANY = 2_500;
let testUnit: TestUnit;
let rulesetId: string;

async function rest(stream: TextStream<unknown>): Promise<string[]> {
  const pieces: string[] = [];
  for await (const piece of stream.pieces) pieces.push(piece);
  return pieces;
}

beforeAll(async () => {
  testUnit = await makeUnit();
  const { orgId, unitId, admin } = testUnit.org;
  ({ rulesetId } = await createRuleset(testUnit.actor, testUnit.unit, { name: "Many", kind: "engagement" }));
  const name = "a name of some length, so that a list of many is longer than one piece may be";
  await addPeople(
    testUnit.org,
    Array.from({ length: MANY }, (_, n) => ({ first: `Person ${n}`, last: name })),
  );
  const sql = owner();
  const [numbers, member] = [sql`generate_series(1, ${MANY}::int) n`, admin.memberId];
  const hash = sql`encode(sha256(random()::text::bytea), 'hex')`;
  await sql`insert into ou_memberships (org_id, unit_id, org_member_id, role)
    select org_id, ${unitId}, org_member_id, 'viewer' from members where org_id = ${orgId} on conflict do nothing`;
  await sql`insert into org_units (org_id, unit_id, name, name_key, slug)
    select ${orgId}, 'unit_' || n, ${name} || n, ${name} || n, 'slug-' || n from ${numbers}`;
  await sql`insert into personal_access_tokens (org_id, token_id, org_member_id, name, token_hash)
    select ${orgId}, 'tok_' || n, ${member}, ${name}, ${hash} from ${numbers}`;
  await sql`insert into sessions (org_id, session_id, org_member_id, session_hash, expires_at, user_agent)
    select ${orgId}, 'ses_' || n, ${member}, ${hash}, now() + interval '1 day', ${name} from ${numbers}`;
  await sql`insert into service_accounts (org_id, unit_id, secret_id, client_id, name, secret_hash)
    select ${orgId}, ${unitId}, 'sec_' || n, 'lv_ci_' || lpad(n::text, 24, '0'), 'An integration', ${hash} from ${numbers}`;
  await sql`insert into rulesets (org_id, unit_id, ruleset_id, name, kind)
    select ${orgId}, ${unitId}, 'rset_' || n, ${name}, 'engagement' from ${numbers}`;
  await sql`insert into rules (org_id, unit_id, rule_id, ruleset_id, kind, event_type, weight)
    select ${orgId}, ${unitId}, 'rule_' || n, ${rulesetId}, 'engagement', ${name}, 1 from ${numbers}`;
  await sql`insert into messages (org_id, message_id, org_member_id, kind, to_address, facts, status)
    select ${orgId}, 'msg_' || n, ${member}, 'access', ${`${"a".repeat(60)}@acme.test`}, '{}', 'sent' from ${numbers}`;
}, 60_000);

type Stream = { items: JsonText<unknown[]> | TextStream<unknown[]> };
const inUnit = () => [testUnit.actor, testUnit.unit] as const;
const byName = { sort: "-name", search: "person" } as const;
const kinds: [string, () => Promise<Stream>, () => Promise<JsonText<unknown[]>>][] = [
  ["members", () => streamMembers(testUnit.actor, {}), () => listMembers(testUnit.actor)],
  ["members by name", () => streamMembers(testUnit.actor, byName), () => listMembers(testUnit.actor, byName)],
  ["org units", () => streamOrgUnits(testUnit.actor, {}), () => listOrgUnits(testUnit.actor)],
  [
    "memberships",
    () => streamMemberships(testUnit.actor, testUnit.org.unitId),
    () => listMemberships(testUnit.actor, testUnit.org.unitId),
  ],
  ["messages", () => streamMessages(testUnit.actor, {}), () => listMessages(testUnit.actor)],
  ["tokens", () => streamTokens(testUnit.actor), () => listTokens(testUnit.actor)],
  ["sessions", () => streamSessions(testUnit.actor), () => listSessions(testUnit.actor)],
  ["service accounts", () => streamServiceAccounts(...inUnit()), () => listServiceAccounts(...inUnit())],
  ["rulesets", () => streamRulesets(...inUnit(), {}), () => listRulesets(...inUnit())],
  ["rules", () => streamRules(...inUnit(), rulesetId), () => listRules(...inUnit(), rulesetId)],
];

test.each(kinds)(
  "many %s come in pieces, each once and in order, and hold no connection between them",
  async (_kind, stream, whole) => {
    const { items: list } = await stream();
    if (!(list instanceof TextStream)) throw new Error("it came whole");
    const first = await list.pieces.next(); // the reader takes the next one much later
    const expected = (await whole()).parse();
    const pieces = [first.value as string, ...(await rest(list))];
    expect(pieces.length).toBeGreaterThan(2);
    for (const piece of pieces) expect(piece.length).toBeLessThan(600_000);
    const items = JSON.parse(pieces.join("")) as object[];
    expect(items).toEqual(expected);
    expect(new Set(items.map((item) => JSON.stringify(item))).size).toBeGreaterThanOrEqual(MANY);
  },
);

test("every other member is listed once if one is removed while the list is read", async () => {
  const [someone = "", other = ""] = await addPeople(testUnit.org, [
    { first: "Last", last: "One", createdAt: new Date(Date.now() + 60_000) },
    { first: "Last", last: "Two", createdAt: new Date(Date.now() + 61_000) },
  ]);
  const { items } = await streamMembers(testUnit.actor, {});
  const first = await (items as TextStream<unknown>).pieces.next();
  await removeMember(testUnit.actor, someone);
  const pieces = [first.value as string, ...(await rest(items as TextStream<unknown>))];
  const ids = (JSON.parse(pieces.join("")) as { org_member_id: string }[]).map((one) => one.org_member_id);
  expect(ids).not.toContain(someone);
  expect(ids.at(-1)).toBe(other);
  expect(new Set(ids).size).toBe(ids.length);
});

test("pieces have one of few numbers of rows, whatever the length of a row", () => {
  const lengths = Array.from({ length: 5_000 }, (_, index) => 1 + index);
  const rows = lengths.map((length) => rowsFor(256_000, length));
  expect(new Set(rows).size).toBeLessThanOrEqual(40);
  const wanted = (length: number) => Math.min(2_000, Math.ceil(256_000 / length));
  const isFit = (number: number, least: number) => number >= least && number <= least * 1.25;
  expect(lengths.filter((length, index) => !isFit(rows[index] ?? 0, wanted(length)))).toEqual([]);
});

test("a short list is one document, and its total is the whole list's", async () => {
  const small = await makeUnit();
  await addPeople(
    small.org,
    Array.from({ length: 450 }, (_, n) => ({ first: `P${n}`, last: "Q", role: n < 210 ? "editor" : "viewer" })),
  );
  const { items, total } = await streamMembers(small.actor, { role: "editor" });
  expect(items).toBeInstanceOf(JsonText);
  expect((items as JsonText<unknown[]>).parse()).toHaveLength(210);
  expect(total).toBe(210);
  const all = await streamMembers(small.actor, {});
  expect((all.items as JsonText<unknown[]>).parse()).toEqual((await listMembers(small.actor)).parse());
  expect((await streamMembers(small.actor, { search: "nobody" })).items).toEqual(new JsonText("[]"));
});

test("pieces of large rows have fewer rows and are not larger", async () => {
  const { org, actor } = await makeUnit();
  await owner()`insert into org_units (org_id, unit_id, name, name_key, slug)
    select ${org.orgId}, 'unit_x' || n, 'Unit ' || n, 'unit ' || n, 'unit-' || n from generate_series(1, 200) n`;
  await addPeople(
    org,
    Array.from({ length: 250 }, (_, n) => ({ first: `P${n}`, last: "Q" })),
  );
  await owner()`insert into ou_memberships (org_id, unit_id, org_member_id, role)
    select m.org_id, u.unit_id, m.org_member_id, 'viewer' from members m join org_units u using (org_id)
     where m.org_id = ${org.orgId} and u.unit_id like 'unit_x%'`;
  const { items } = await streamMembers(actor, {});
  const [, ...pieces] = await rest(items as TextStream<unknown>);
  expect(pieces.length).toBeGreaterThan(2);
  for (const piece of pieces) expect(piece.length).toBeLessThan(400_000);
});
