import { beforeAll, expect, test } from "vitest";
import { sealAuditLogs } from "@/domain/audit-log/seal";
import * as listing from "@/domain/members/list-members";
import * as memberships from "@/domain/ou-memberships/operations";
import * as tokens from "@/domain/tokens/operations";
import { DomainError } from "@/lib/errors";
import { daysAfter } from "@/lib/timestamp";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { addUnit, makeOrganization, type TestOrganization } from "@/testing/organization";
import { asRequests, entering } from "@/testing/requests";
import * as changing from "./change-access";
import { endExpiredMemberships } from "./end-memberships";
import * as undoing from "./undo";

const { grantMembership, listMemberships, revokeMembership } = asRequests(memberships);
const { listMembers } = asRequests(listing);
const { createToken } = asRequests(tokens);
const { changeAccess } = asRequests(changing);
const { undoChange } = asRequests(undoing);

let org: TestOrganization;
let unit: string;
beforeAll(async () => {
  org = await makeOrganization();
  unit = await addUnit(org, "EMEA");
});

const inDays = (days: number) => daysAfter(Date.now(), days);
const passes = (memberId: string) =>
  owner()`with noted as (insert into ending_organizations values (${org.orgId}) on conflict do nothing)
    update ou_memberships set expires_at = now() - interval '1 second' where org_member_id = ${memberId}`;
const entriesAbout = async (memberId: string) =>
  (
    await owner()`select content::json ->> 'action' as action, content::json -> 'actor' ->> 'kind' as by
      from audit_entries where target_id = ${memberId} order by entry_id`
  ).map(({ action, by }) => `${action} by ${by}`);
const mailsTo = async (memberId: string) =>
  owner()`select kind, facts from messages where org_member_id = ${memberId} order by message_id`;

test("access ends at its second, without any job, for every credential", async () => {
  const member = await addMember(org, { units: { [unit]: "admin" } });
  const { token } = (await createToken(member, { name: "Whole" })).parse();
  const { token: limited } = (await createToken(member, { name: "Limited", unit_id: unit })).parse();
  const rolesBy = async (secret: string) => ((await entering({ token: secret })) as typeof member | null)?.ouRoles;
  expect([await rolesBy(token), await rolesBy(limited)]).toEqual([{ [unit]: "admin" }, { [unit]: "admin" }]);
  await passes(member.memberId);
  expect([await rolesBy(token), await rolesBy(limited)]).toEqual([{}, {}]);
  expect((await listMemberships(org.admin, unit)).text).not.toContain(member.memberId);
  const gone = expect.objectContaining({ constructor: DomainError, code: "membership_not_found" });
  await expect(revokeMembership(org.admin, unit, member.memberId)).rejects.toEqual(gone);
  expect(await owner()`select from ou_memberships where org_member_id = ${member.memberId}`).toHaveLength(1);
});

test("the job removes what has expired, each with one entry by the system, and nothing else", async () => {
  const [over, lasting] = [await addMember(org, { units: { [unit]: "viewer" } }), await addMember(org)];
  await grantMembership(org.admin, unit, lasting.memberId, "viewer", false, inDays(30));
  await passes(over.memberId);
  await Promise.all([endExpiredMemberships(), endExpiredMemberships()]);
  await endExpiredMemberships();
  const left = await owner()`select org_member_id from ou_memberships
    where org_member_id in (${over.memberId}, ${lasting.memberId})`;
  expect(left.map((row) => row.org_member_id)).toEqual([lasting.memberId]);
  expect(await entriesAbout(over.memberId)).toEqual(["membership.expired by system"]);
});

test("an expired membership makes room for a new one, which is a new grant", async () => {
  const { memberId } = await addMember(org, { units: { [unit]: "admin" } });
  await passes(memberId);
  const { granted, membership } = await grantMembership(org.admin, unit, memberId, "viewer", false, inDays(1));
  expect([granted, membership.parse().role]).toEqual([true, "viewer"]);
  expect((await entriesAbout(memberId)).sort()).toEqual([
    "membership.expired by system",
    "membership.granted by member",
  ]);
  await sealAuditLogs();
});

test("a grant that says nothing about the end keeps it, and null takes it away", async () => {
  const { memberId } = await addMember(org);
  const end = inDays(10);
  const grant = async (role: "viewer" | "editor", expires?: string | null) =>
    (await grantMembership(org.admin, unit, memberId, role, false, expires)).membership.parse().expires_at;
  expect([
    await grant("viewer", end),
    await grant("editor"),
    await grant("editor", null),
    await grant("viewer"),
  ]).toEqual([end, end, null, null]);
});

test("the member and who granted it are told once, three days before, in one mail each", async () => {
  const giver = await addMember(org, { units: { [unit]: "admin", [org.unitId]: "admin" } });
  const { memberId } = await addMember(org);
  for (const where of [unit, org.unitId]) await grantMembership(giver, where, memberId, "viewer", false, inDays(4));
  await endExpiredMemberships();
  const kinds = async (whose: string) => (await mailsTo(whose)).map(({ kind }) => kind);
  expect([await kinds(memberId), await kinds(giver.memberId)]).toEqual([Array(2).fill("ou_access_granted"), []]);
  await owner()`update ou_memberships set expires_at = now() + interval '2 days' where org_member_id = ${memberId}`;
  await endExpiredMemberships();
  await endExpiredMemberships();
  const [, , told, ...more] = await mailsTo(memberId);
  expect([told?.kind, told?.facts.units.length, more]).toEqual(["access_ending", 2, []]);
  expect(await mailsTo(giver.memberId)).toMatchObject([
    { kind: "granted_access_ending", facts: { grants: [{ member: "Grace Hopper" }, { member: "Grace Hopper" }] } },
  ]);
});

test("nobody is told again about access granted for less than three days: the first mail says when it ends", async () => {
  const { memberId } = await addMember(org);
  const end = inDays(1);
  await grantMembership(org.admin, unit, memberId, "viewer", false, end);
  await endExpiredMemberships();
  expect(await mailsTo(memberId)).toMatchObject([{ kind: "ou_access_granted", facts: { expires_at: end } }]);
});

test("an undo restores an end, and no access that would have ended by now", async () => {
  const { memberId } = await addMember(org);
  const end = inDays(9);
  await grantMembership(org.admin, unit, memberId, "editor", false, end);
  const revoke = { op: "revoke", org_member_id: memberId, unit_id: unit } as const;
  const first = await changeAccess(org.admin, { changes: [revoke] });
  const undone = await undoChange(org.admin, first.id ?? "");
  expect(undone.items[0]?.after).toEqual({ role: "editor", expires_at: end });
  const second = await changeAccess(org.admin, { changes: [revoke] });
  await owner()`update access_change_items set before = before || '{"expires_at": "2020-01-01T00:00:00Z"}'
    where change_id = ${second.id}`;
  expect((await undoChange(org.admin, second.id ?? "")).items[0]).toMatchObject({ after: null, effect: "none" });
});

test("the list of members finds those whose access ends within a week", async () => {
  const [soon, later] = [await addMember(org), await addMember(org)];
  await grantMembership(org.admin, unit, soon.memberId, "viewer", false, inDays(6));
  await grantMembership(org.admin, unit, later.memberId, "viewer", false, inDays(8));
  const ids = (await listMembers(org.admin, { expiring: "true" })).parse().map(({ org_member_id: id }) => id);
  expect([ids.includes(soon.memberId), ids.includes(later.memberId)]).toEqual([true, false]);
});
