import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/domain/access/actor";
import * as deactivating from "@/domain/members/deactivate-member";
import * as memberships from "@/domain/ou-memberships/operations";
import { addTwo, makeTwoUnits } from "@/testing/access";
import { owner } from "@/testing/database";
import { addMember, addPeople, addSession } from "@/testing/members";
import { actorOf, addServiceAccount } from "@/testing/organization";
import { refusalOf } from "@/testing/outcomes";
import { asRequests } from "@/testing/requests";
import * as changing from "./change-access";
import * as listing from "./list-changes";
import type { AccessChangeInput } from "./schema";
import * as undoing from "./undo";

const { changeAccess } = asRequests(changing);
const { undoChange } = asRequests(undoing);
const { readChange } = asRequests(listing);
const { deactivateMember } = asRequests(deactivating);
const { grantMembership, revokeMembership } = asRequests(memberships);

let { org, unit, other } = {} as Awaited<ReturnType<typeof makeTwoUnits>>;
beforeAll(async () => {
  ({ org, unit, other } = await makeTwoUnits());
});
let { ada, grace } = {} as Awaited<ReturnType<typeof addTwo>>;
beforeEach(async () => {
  ({ ada, grace } = await addTwo(org, unit));
});

type Changes = AccessChangeInput["changes"];
const accessOf = async ({ orgId, memberId }: Actor) => {
  const { orgRole, ouRoles } = await actorOf(orgId, memberId);
  const [row] = await owner()`select status from members where org_id = ${orgId} and org_member_id = ${memberId}`;
  return { orgRole, ouRoles, status: row?.status };
};
const both = () => Promise.all([ada, grace].map((member) => accessOf(member)));
const rowsOf = async () => {
  const [row] = await owner()`select
    (select count(*)::int from access_changes where org_id = ${org.orgId}) as changes,
    (select count(*)::int from audit_entries where org_id = ${org.orgId}) as entries,
    (select count(*)::int from messages where org_id = ${org.orgId}) as mails`;
  return row;
};

describe("a set of changes", () => {
  const set = (): Changes => [
    { op: "grant", org_member_id: ada.memberId, unit_id: unit, role: "editor" },
    { op: "grant", org_member_id: ada.memberId, unit_id: other, role: "viewer" },
    { op: "revoke", org_member_id: grace.memberId, unit_id: unit },
    { op: "set_org_role", org_member_id: grace.memberId, role: "editor" },
    { op: "deactivate", org_member_id: grace.memberId },
    { op: "revoke", org_member_id: grace.memberId, unit_id: other },
  ];

  test("is made at once, and says what each item did", async () => {
    const diff = await changeAccess(org.admin, { changes: set(), reason: "A new team" });
    expect(await both()).toEqual([
      { orgRole: "viewer", ouRoles: { [unit]: "editor", [other]: "viewer" }, status: "active" },
      { orgRole: "editor", ouRoles: {}, status: "deactivated" },
    ]);
    expect(diff.items.map(({ effect, before, after }) => [effect, before, after])).toEqual([
      ["changed", null, { role: "editor", expires_at: null }],
      ["changed", null, { role: "viewer", expires_at: null }],
      ["changed", { role: "viewer", expires_at: null }, null],
      ["changed", { role: "viewer" }, { role: "editor" }],
      ["changed", { status: "active" }, { status: "deactivated" }],
      ["none", null, null],
    ]);
    expect(diff.summary).toEqual({
      changed: 5,
      none: 1,
      refused: 0,
      members: 2,
      ops: { grant: 2, revoke: 1, set_org_role: 1, deactivate: 1 },
    });
    const read = (await readChange(org.admin, diff.id ?? "")).parse();
    expect(read).toMatchObject({ id: diff.id, reason: "A new team", summary: diff.summary, items: diff.items });
    expect(read.created_by).toEqual({ org_member_id: org.admin.memberId, name: "Ada Lovelace" });
  });

  test("leaves an entry for each item and one mail for each person", async () => {
    const { id: changeId } = await changeAccess(org.admin, { changes: set() });
    const entries = await owner()`select action, content::json ->> 'change_set_id' as change from audit_entries
      where org_id = ${org.orgId} and target_id in (${ada.memberId}, ${grace.memberId}) and content::json ->> 'change_set_id' is not null`;
    expect(entries.map(({ action }) => action).sort()).toEqual([
      "member.deactivated",
      "member.role_changed",
      "membership.granted",
      "membership.granted",
      "membership.revoked",
    ]);
    expect(new Set(entries.map(({ change }) => change))).toEqual(new Set([changeId]));
    const mails =
      await owner()`select kind, facts from messages where org_member_id in (${ada.memberId}, ${grace.memberId})`;
    expect(mails).toMatchObject([{ kind: "several_ous_granted", facts: { granted_by: "Ada Lovelace" } }]);
    expect(mails[0]?.facts.units).toEqual([
      { name: "EMEA", role: "editor" },
      { name: "Events", role: "viewer" },
    ]);
  });

  test("with dry_run gives the same diff and changes nothing", async () => {
    const before = await rowsOf();
    const dry = await changeAccess(org.admin, { changes: set(), dry_run: true });
    expect(await rowsOf()).toEqual(before);
    expect(dry.id).toBeNull();
    const made = await changeAccess(org.admin, { changes: set() });
    expect({ ...made, id: null }).toEqual(dry);
  });

  test("is refused as a whole for one item, with the diff", async () => {
    const before = [await both(), await rowsOf()];
    const unknown: Changes = [{ op: "grant", org_member_id: "mem_none", unit_id: unit, role: "viewer" }];
    const { code, extension } = await refusalOf(changeAccess(org.admin, { changes: [...set(), ...unknown] }));
    expect(code).toBe("change_refused");
    expect(extension).toMatchObject({ diff: { id: null, summary: { refused: 1 } } });
    expect(extension).toHaveProperty("diff.items.6.code", "member_not_found");
    expect([await both(), await rowsOf()]).toEqual(before);
  });

  test("that changes nothing is not recorded", async () => {
    await changeAccess(org.admin, { changes: set() });
    const before = await rowsOf();
    expect(await changeAccess(org.admin, { changes: set() })).toMatchObject({ id: null, summary: { none: 6 } });
    expect(await rowsOf()).toEqual(before);
  });

  test("with two items about the same thing is not valid", async () => {
    const twice: Changes = [...set(), { op: "grant", org_member_id: grace.memberId, unit_id: unit, role: "admin" }];
    const { code, faults } = await refusalOf(changeAccess(org.admin, { changes: twice }));
    expect([code, faults?.[0]?.pointer]).toEqual(["invalid_content", "/changes/6"]);
  });

  test("ends credentials, links and, if asked, what was created", async () => {
    const [admin, secret] = await Promise.all([addMember(org, { role: "admin" }), addSession(grace)]);
    const account = await addServiceAccount({ admin }, unit);
    const changes: Changes = [
      { op: "deactivate", org_member_id: grace.memberId },
      { op: "set_org_role", org_member_id: admin.memberId, role: "viewer", end_created: true },
    ];
    const { id: changeId } = await changeAccess(org.admin, { changes });
    const left = await owner()`select session_id from sessions where org_member_id = ${grace.memberId}
      union all select secret_id from service_accounts where secret_id = ${account.secretId}`;
    expect([secret, left]).toEqual([expect.any(String), []]);
    const undo = await undoChange(org.admin, changeId ?? "");
    expect(undo.items.map(({ not_restored }) => not_restored)).toEqual([["sessions", "tokens"], ["created"]]);
  });
});

describe("a filter", () => {
  test("names everybody who matches, if that is the expected number", async () => {
    const people = await addPeople(org, [
      { first: "Filtered", last: "One" },
      { first: "Filtered", last: "Two" },
    ]);
    const filtered = (expected_count: number): Changes => [
      { op: "grant", members: { search: "Filtered" }, expected_count, unit_id: unit, role: "viewer" },
      { op: "grant", members: { search: "Filtered" }, expected_count, unit_id: other, role: "viewer" },
    ];
    const { code, extension } = await refusalOf(changeAccess(org.admin, { changes: filtered(3) }));
    expect([code, extension]).toEqual(["selection_changed", { count: 2 }]);
    const { items } = await changeAccess(org.admin, { changes: filtered(2) });
    expect(items.map(({ org_member_id, unit_id }) => [org_member_id, unit_id])).toEqual(
      [unit, other].flatMap((unitId) => people.map((person) => [person, unitId])),
    );
  });
});

describe("an undo", () => {
  const made = async (changes: Changes) => (await changeAccess(org.admin, { changes })).id ?? "";

  test("restores what was before, and can be undone itself", async () => {
    const before = await both();
    const changeId = await made([
      { op: "grant", org_member_id: ada.memberId, unit_id: unit, role: "editor" },
      { op: "grant", org_member_id: grace.memberId, unit_id: unit, role: "admin" },
      { op: "set_org_role", org_member_id: grace.memberId, role: "editor" },
      { op: "deactivate", org_member_id: ada.memberId },
    ]);
    const after = await both();
    const undo = await undoChange(org.admin, changeId);
    expect(await both()).toEqual(before);
    expect((await readChange(org.admin, changeId)).parse().undone_by).toBe(undo.id);
    expect((await readChange(org.admin, undo.id ?? "")).parse().undoes).toBe(changeId);
    await undoChange(org.admin, undo.id ?? "");
    expect(await both()).toEqual(after);
  });

  test("names what has changed since, and can leave it out", async () => {
    const changeId = await made([
      { op: "grant", org_member_id: ada.memberId, unit_id: unit, role: "viewer" },
      { op: "grant", org_member_id: ada.memberId, unit_id: other, role: "viewer" },
    ]);
    await grantMembership(org.admin, unit, ada.memberId, "editor");
    const { code, extension } = await refusalOf(undoChange(org.admin, changeId));
    expect(code).toBe("change_superseded");
    expect(extension).toMatchObject({ items: [{ unit_id: unit, now: { role: "editor", expires_at: null } }] });
    const { items } = await undoChange(org.admin, changeId, { skipsSuperseded: true });
    expect(items).toMatchObject([{ unit_id: other, before: { role: "viewer" }, after: null }]);
    expect((await accessOf(ada)).ouRoles).toEqual({ [unit]: "editor" });
    expect((await refusalOf(undoChange(org.admin, changeId, { skipsSuperseded: true }))).code).toBe(
      "change_superseded",
    );
  });

  test("of a single change works too", async () => {
    const [granted, revoked, gone] = [
      (await grantMembership(org.admin, unit, ada.memberId, "viewer")).changeId,
      await revokeMembership(org.admin, unit, grace.memberId),
      await deactivateMember(org.admin, grace.memberId),
    ];
    for (const changeId of [granted, revoked, gone]) await undoChange(org.admin, changeId ?? "");
    expect(await both()).toEqual([
      { orgRole: "viewer", ouRoles: {}, status: "active" },
      { orgRole: "viewer", ouRoles: { [unit]: "viewer" }, status: "active" },
    ]);
  });
});
