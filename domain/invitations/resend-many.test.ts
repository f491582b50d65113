import { beforeEach, expect, test, vi } from "vitest";
import { owner } from "@/testing/database";
import { ageDepartures } from "@/testing/mail-time";
import { addMember } from "@/testing/members";
import { makeOrganization, type TestOrganization } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import { countStatements } from "@/testing/statements";
import * as inviteManyModule from "./invite-many";
import * as operations from "./operations";
import * as resendManyModule from "./resend-many";
import { ResendInvitationsResult, type ResentInvitation } from "./resend-schema";

const { inviteMany } = asRequests(inviteManyModule);
const { resendMany } = asRequests(resendManyModule);
const { resendInvitation } = asRequests(operations);

let org: TestOrganization;
beforeEach(async () => {
  org = await makeOrganization();
});

/** Invites so many people long enough ago, and returns their ids in order. */
async function invited(count: number, role: "viewer" | "admin" = "viewer", { admin, orgId } = org): Promise<string[]> {
  const members = Array.from({ length: count }, (_, n) => ({ email: `${role}${n}@acme.test` }));
  const rows = await inviteMany(admin, { role, members });
  await coolAll(orgId);
  return rows.map(({ org_member_id: id = "" }) => id);
}
const coolAll = (orgId = org.orgId) =>
  owner()`update messages set created_at = created_at - interval '61 seconds' where org_id = ${orgId}`;
const results = (rows: ResentInvitation[]) => rows.map(({ result, code }) => code ?? result);

/** How many mails, live links and ended links each member has, in the order of the ids. */
async function stateOf(ids: string[]) {
  const rows = await owner()`
    select org_member_id as id, count(*) filter (where revoked_at is null)::int as live,
           count(*) filter (where revoked_at is not null)::int as ended,
           (select count(*)::int from messages s where s.org_member_id = l.org_member_id) as mails
      from account_links l where org_member_id = any(${ids}) group by 1`;
  return ids.map((id) => {
    const { live, ended, mails } = rows.find((row) => row.id === id) ?? {};
    return [live, ended, mails];
  });
}

test("each invited member gets a mail with a new link, and only that one works; each has an entry of one change set", async () => {
  const ids = await invited(3);
  const rows = await resendMany(org.admin, { org_member_ids: ids });
  expect(ResendInvitationsResult.parse(rows)).toEqual(rows);
  expect(rows.map(({ org_member_id: id, result }) => [id, result])).toEqual(ids.map((id) => [id, "sent"]));
  expect(await stateOf(ids)).toEqual(Array(3).fill([1, 1, 2]));
  const [linked] = await owner()`select count(*)::int as n from messages s join account_links l using (org_id, link_id)
    where s.org_id = ${org.orgId} and l.revoked_at is null and s.facts->>'expires_at' is not null and s.facts->>'inviter' = 'Ada Lovelace'`;
  expect(linked?.n).toBe(3);
  const entries = await owner()`select content::json->>'change_set_id' as set from audit_entries
    where org_id = ${org.orgId} and content::json->>'action' = 'member.invitation_resent'`;
  expect(entries).toHaveLength(3);
  expect(new Set(entries.map(({ set }) => set)).size).toBe(1);
  expect(entries[0]?.set).toMatch(/^chg_/);
});

test("whoever may not be sent one is named with the reason and keeps their link, and the others are sent theirs", async () => {
  const [early = "", spent = "", open = ""] = await invited(3);
  const active = await addMember(org);
  for (let time = 0; time < 4; time += 1) {
    await resendInvitation(org.admin, spent, {});
    await coolAll();
  }
  await resendInvitation(org.admin, early, {});
  const before = await stateOf([early, spent]);
  const asked = { org_member_ids: [early, spent, active.memberId, "mem_nobody", open] };
  const expected = ["too_soon", "mail_budget_exhausted", "not_invited", "unknown", "sent"];
  const predicted = await resendMany(org.admin, { ...asked, dry_run: true });
  expect(results(predicted)).toEqual(expected);
  expect(await stateOf([open])).toEqual([[1, 0, 1]]);
  const rows = await resendMany(org.admin, asked);
  expect(results(rows)).toEqual(expected);
  expect(rows[0]?.retry_after).toBeLessThanOrEqual(60);
  expect(rows[1]?.retry_after).toBeGreaterThan(60);
  expect(rows[1]?.detail).toContain("try again in");
  expect(await stateOf([early, spent])).toEqual(before);
  expect(await stateOf([open])).toEqual([[1, 1, 2]]);
  await ageDepartures(org.orgId, 1);
  expect(results(await resendMany(org.admin, { org_member_ids: [spent] }))).toEqual(["sent"]);
});

test("a filter sends to everybody who matches, unless their number is another than was seen", async () => {
  const ids = await invited(4);
  const filter = { status: "invited" as const };
  const changed = resendMany(org.admin, { members: filter, expected_count: 5 });
  await expect(changed).rejects.toMatchObject({ code: "selection_changed", extension: { count: 4 } });
  const rows = await resendMany(org.admin, { members: filter, expected_count: 4 });
  expect(rows.map(({ org_member_id: id }) => id).sort()).toEqual([...ids].sort());
  expect(results(rows)).toEqual(Array(4).fill("sent"));
});

test("inviting admins again asks for the password first, a dry run does not", async () => {
  const ids = await invited(1, "admin");
  const beforeAdmin = vi.fn();
  await resendMany(org.admin, { org_member_ids: ids, dry_run: true }, beforeAdmin);
  expect(beforeAdmin).not.toHaveBeenCalled();
  await resendMany(org.admin, { org_member_ids: ids }, beforeAdmin);
  expect(beforeAdmin).toHaveBeenCalledOnce();
});

test("nobody of another organization is reached", async () => {
  const ids = await invited(1);
  const other = await makeOrganization("Zenith");
  expect(results(await resendMany(other.admin, { org_member_ids: ids }))).toEqual(["unknown"]);
  expect(await stateOf(ids)).toEqual([[1, 0, 1]]);
});

test("a thousand members take the same number of statements as one", async () => {
  const many = await invited(1000);
  const statements = (ids: string[]) =>
    countStatements(async () => {
      expect(new Set(results(await resendMany(org.admin, { org_member_ids: ids })))).toEqual(new Set(["sent"]));
    });
  const forMany = await statements(many.slice(1));
  expect(forMany).toBeGreaterThan(3);
  expect(await statements(many.slice(0, 1))).toBe(forMany);
});

test("of ten parallel calls for the same members, one sends", async () => {
  const ids = await invited(5);
  const calls = Array.from({ length: 10 }, () => resendMany(org.admin, { org_member_ids: ids }));
  const all = (await Promise.all(calls)).flatMap(results);
  expect(all.filter((result) => result === "sent")).toHaveLength(5);
  expect(await stateOf(ids)).toEqual(Array(5).fill([1, 1, 2]));
});
