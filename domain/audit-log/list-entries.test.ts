import { beforeAll, expect, test } from "vitest";
import { withScope } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { createToken } from "@/domain/tokens/operations";
import { addMember } from "@/testing/members";
import { addUnit, makeOrganization, type TestOrganization } from "@/testing/organization";
import { asRequests, entering } from "@/testing/requests";
import type { AuditAction } from "./actions";
import { audit } from "./audit";
import * as entryLists from "./list-entries";
import { AuditLog, auditLogQuery } from "./schema";

const { pageAuditEntries } = asRequests(entryLists);

let org: TestOrganization;
let [north, south] = ["", ""];
let northAdmin: Actor;
let member: Actor;

type Noted = { by: Actor; action?: AuditAction; target: string; name?: string; unitId?: string };
const note = ({ by, action = "org_unit.updated", target, name = "x", unitId }: Noted) =>
  withScope(by, async (tx) => audit(tx, action, { id: target, name }, { unitId }));
const seenBy = async (actor: Actor, query = {}) =>
  (await pageAuditEntries(actor, query)).items.parse().map(({ target }) => target.id);

beforeAll(async () => {
  const other = await makeOrganization("Other");
  await note({ by: other.admin, target: "of the other" });
  org = await makeOrganization();
  [north, south] = [await addUnit(org, "North"), await addUnit(org, "South")];
  northAdmin = await addMember(org, { units: { [north]: "admin", [south]: "editor" } });
  member = await addMember(org, { role: "editor", units: { [north]: "viewer" } });
  for (const [by, target, unitId] of [
    [org.admin, "whole organization", undefined],
    [org.admin, "in north", north],
    [org.admin, "in south", south],
    [northAdmin, "by the admin of north", undefined],
    [northAdmin, "in south, by the admin of north", south],
    [member, "by the member", south],
  ] as const) {
    await note({ by, target, ...(unitId ? { unitId } : {}) });
  }
  await note({ by: org.admin, action: "member.role_changed", target: member.memberId, name: "Grace Hopper" });
});

test("an org admin sees every entry of the organization, newest first, and none of another", async () => {
  const seen = await seenBy(org.admin);
  expect(seen.slice(0, 7)).toEqual([
    member.memberId,
    "by the member",
    "in south, by the admin of north",
    "by the admin of north",
    "in south",
    "in north",
    "whole organization",
  ]);
  expect(seen).not.toContain("of the other");
});

test("an OU admin sees the entries of that OU and their own, each once", async () => {
  expect(await seenBy(northAdmin)).toEqual([
    "in south, by the admin of north",
    "by the admin of north",
    "in north",
    north,
  ]);
  expect(await seenBy(northAdmin, { unit_id: south })).toEqual(["in south, by the admin of north"]);
  expect(await seenBy(northAdmin, { actor: org.admin.memberId })).toEqual(["in north", north]);
});

test("others see what they did and what was done to them", async () => {
  expect(await seenBy(member)).toEqual([member.memberId, "by the member"]);
  expect(await seenBy(member, { unit_id: north })).toEqual([]);
});

test("row-level security alone gives the same reach", async () => {
  for (const actor of [org.admin, northAdmin, member]) {
    const rows = await withScope(actor, (tx) =>
      tx.execute<{ target_id: string }>("select target_id from audit_entries order by entry_id desc limit 50"),
    );
    expect(rows.map((row) => row.target_id)).toEqual(await seenBy(actor));
  }
});

test("a token of one OU sees that OU's entries if its owner is admin there, and else the owner's own in it", async () => {
  const tokenOf = async (owner: Actor, unit_id: string) => {
    const made = await withScope(owner, (tx) => createToken(tx, owner, { name: "t", unit_id }));
    const actor = await entering({ token: (made.parse() as { token: string }).token });
    return seenBy(actor as Actor, { action: "org_unit." });
  };
  expect(await tokenOf(org.admin, south)).toEqual([
    "by the member",
    "in south, by the admin of north",
    "in south",
    south,
  ]);
  expect(await tokenOf(northAdmin, north)).toEqual(["in north", north]);
  expect(await tokenOf(northAdmin, south)).toEqual(["in south, by the admin of north"]);
  expect(await tokenOf(member, north)).toEqual([]);
});

test("every page size visits each entry once, both ways, also for an OU admin", async () => {
  for (const actor of [org.admin, northAdmin, member]) {
    const whole = await seenBy(actor, { limit: 200 });
    for (const limit of [1, 2, 3]) {
      const seen: string[] = [];
      let page = await pageAuditEntries(actor, { limit });
      for (;;) {
        seen.push(...page.items.parse().map(({ target }) => target.id));
        if (!page.next) break;
        const next = await pageAuditEntries(actor, { limit, cursor: page.next });
        expect((await pageAuditEntries(actor, { limit, cursor: next.previous ?? "" })).items).toEqual(page.items);
        page = next;
      }
      expect(seen).toEqual(whole);
    }
  }
});

test("an entry has the documented shape, with the names at the time", async () => {
  const entries = (await pageAuditEntries(org.admin, { limit: 1, action: "member.role_changed" })).items.parse();
  expect(AuditLog.parse(entries)).toEqual(entries);
  expect(entries[0]).toEqual({
    id: expect.stringMatching(/^aud_[0-9a-f]{32}$/),
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    action: "member.role_changed",
    actor: { kind: "member", id: org.admin.memberId, name: "Ada Lovelace" },
    credential: null,
    unit_id: null,
    target: { type: "member", id: member.memberId, name: "Grace Hopper" },
    changes: [],
    change_set_id: null,
    request_id: null,
    ip: null,
    user_agent: null,
  });
});

test("invalid parameters in a page's address are ignored", async () => {
  const { next } = await pageAuditEntries(org.admin, { limit: 1 });
  const query = { action: "member.", cursor: next ?? "" };
  expect(auditLogQuery({ ...query, other: "x" })).toEqual(query);
  expect(auditLogQuery({ action: "nothing", cursor: "nonsense", since: "yesterday" })).toEqual({});
});
