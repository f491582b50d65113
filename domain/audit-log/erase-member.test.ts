import { beforeAll, expect, test } from "vitest";
import { withScope } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import * as deactivation from "@/domain/members/deactivate-member";
import * as memberOperations from "@/domain/members/operations";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { makeOrganization, type TestOrganization } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import { audit } from "./audit";
import * as erasure from "./erase-member";
import * as entryLists from "./list-entries";

const { eraseMember } = asRequests(erasure);
const { pageAuditEntries } = asRequests(entryLists);
const { deactivateMember } = asRequests(deactivation);
const { removeMember } = asRequests(memberOperations);

let org: TestOrganization;
let grace: Actor;

beforeAll(async () => {
  org = await makeOrganization();
  grace = await addMember(org, { role: "editor" });
  const changes = [{ field: "email", before: "grace@acme.test", after: "hopper@acme.test" }];
  await withScope(org.admin, async (tx) => audit(tx, "member.updated", { id: grace.memberId }, { changes }));
  await withScope(grace, async (tx) => audit(tx, "org_unit.updated", { id: org.unitId, name: "Front" }));
});

const entriesAbout = async (query: object) => (await pageAuditEntries(org.admin, query)).items.parse();

test("an active or invited member can't be erased", async () => {
  await expect(eraseMember(org.admin, grace.memberId)).rejects.toMatchObject({ code: "member_active" });
  expect((await entriesAbout({ target: grace.memberId, action: "member.updated" }))[0]?.target.name).toBe(
    "Grace Hopper",
  );
});

test("somebody who is neither a member nor in the log is not found, nor is an OU, nor another organization's member", async () => {
  const other = await makeOrganization("Other");
  const theirs = await addMember(other);
  await withScope(other.admin, async (tx) => audit(tx, "member.removed", { id: theirs.memberId }));
  for (const id of ["mem_0", org.unitId, theirs.memberId, "constructor"]) {
    await expect(eraseMember(org.admin, id), id).rejects.toMatchObject({ code: "member_not_found" });
  }
});

test("a deactivated member's name, address and device leave the log, and one entry says so without a name", async () => {
  await deactivateMember(org.admin, grace.memberId);
  await eraseMember(org.admin, grace.memberId);
  const erased = await entriesAbout({ target: grace.memberId });
  expect(erased[0]).toMatchObject({
    action: "member.erased",
    target: { type: "member", id: grace.memberId, name: null },
  });
  expect(erased.filter(({ action }) => action === "member.erased")).toHaveLength(1);
  expect(erased.find(({ action }) => action === "member.updated")).toMatchObject({
    actor: { name: "Ada Lovelace" },
    target: { name: null },
    changes: [],
  });
  const [done] = await entriesAbout({ actor: grace.memberId });
  expect(done).toMatchObject({ actor: { id: grace.memberId, name: null }, target: { name: "Front" }, ip: null });
  expect(await owner()`select from audit_values where subject_id = ${grace.memberId}`).toHaveLength(0);
});

test("a removed member can be erased too", async () => {
  await removeMember(org.admin, grace.memberId);
  await eraseMember(org.admin, grace.memberId);
  expect(JSON.stringify(await entriesAbout({}))).not.toMatch(/Grace|Hopper/i);
});
