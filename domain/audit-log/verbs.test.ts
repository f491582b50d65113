import { beforeEach, expect, test } from "vitest";
import { withUnit } from "@/db/scope";
import * as credentials from "@/domain/credentials/operations";
import { inviteMany } from "@/domain/invitations/invite-many";
import * as leads from "@/domain/leads/operations";
import * as deactivating from "@/domain/members/deactivate-member";
import * as members from "@/domain/members/operations";
import * as orgUnits from "@/domain/org-units/operations";
import * as memberships from "@/domain/ou-memberships/operations";
import * as rulesets from "@/domain/rulesets/operations";
import { newId } from "@/lib/ids";
import { actionsOf, auditOf } from "@/testing/audit";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { addServiceAccount, makeOrganization, type TestOrganization, unitOf } from "@/testing/organization";
import { asRequests } from "@/testing/requests";

// The sweep of e2e/api/matrix counts every operation's entries; here is what they say.

const { removeMember, updateMember } = asRequests(members);
const { deactivateMember, reactivateMember } = asRequests(deactivating);
const { grantMembership, revokeMembership } = asRequests(memberships);
const { updateOrgUnit } = asRequests(orgUnits);
const { createRuleset, updateRuleset } = asRequests(rulesets);
const { createLead, updateLead } = asRequests(leads);
const { endCredentials, invite } = asRequests({ endCredentials: credentials.endAllCredentials, invite: inviteMany });

let org: TestOrganization;
beforeEach(async () => {
  org = await makeOrganization();
});

const content = (memberId: string) => ({
  first_name: "Grace",
  last_name: "Hopper",
  email: `${memberId}@acme.test`,
  role: "viewer" as const,
});
const email = () => `${newId("mem")}@acme.test`;

test("a change names each field with its values before and after; the personal ones are apart", async () => {
  const { memberId } = await addMember(org);
  await updateMember(org.admin, memberId, { ...content(memberId), last_name: "Murray", role: "editor" });
  expect(await auditOf(org, memberId)).toMatchObject([
    {
      action: "member.role_changed",
      changes: [{ field: "role", before: "viewer", after: "editor" }],
      personal: { name: "Grace Murray", changes: [] },
    },
    {
      action: "member.updated",
      changes: [],
      personal: { name: "Grace Murray", changes: [{ field: "last_name", before: "Hopper", after: "Murray" }] },
    },
  ]);
});

test("what changes nothing leaves no entry", async () => {
  const { memberId } = await addMember(org, { units: { [org.unitId]: "editor" } });
  const unit = await unitOf(org.admin, org.unitId);
  const lead = { owner_name: "Ada", profile: { size: 1, name: "Zoë" } };
  const leadId = await createLead(org.admin, unit, lead);
  const { rulesetId } = await createRuleset(org.admin, unit, { name: "Fit", kind: "profile" });
  const before = await actionsOf(org);
  await updateMember(org.admin, memberId, content(memberId));
  await reactivateMember(org.admin, memberId);
  await grantMembership(org.admin, org.unitId, memberId, "editor");
  await updateOrgUnit(org.admin, org.unitId, { name: "Default" });
  await updateRuleset(org.admin, unit, rulesetId, { name: "Fit", active: true });
  await updateLead(org.admin, unit, leadId, { profile: { name: "Zoë", size: 1 } });
  expect(await actionsOf(org)).toEqual(before);
});

test("access that is granted, changed and revoked has the role before and after", async () => {
  const { memberId } = await addMember(org);
  await grantMembership(org.admin, org.unitId, memberId, "viewer");
  await grantMembership(org.admin, org.unitId, memberId, "admin");
  await revokeMembership(org.admin, org.unitId, memberId);
  const role = (before: string | null, after: string | null) => [{ field: "role", before, after }];
  expect(await auditOf(org, memberId)).toMatchObject([
    { action: "membership.granted", unit_id: org.unitId, changes: role(null, "viewer") },
    { action: "membership.changed", unit_id: org.unitId, changes: role("viewer", "admin") },
    { action: "membership.revoked", unit_id: org.unitId, changes: role("admin", null) },
  ]);
});

test("of parallel grants of one role, one leaves an entry", async () => {
  const { memberId } = await addMember(org);
  await Promise.all(Array.from({ length: 10 }, () => grantMembership(org.admin, org.unitId, memberId, "viewer")));
  expect(await actionsOf(org, memberId)).toEqual(["membership.granted"]);
});

test("a batch leaves one entry a person, under one change set", async () => {
  const people = [{ email: email(), first_name: "Ida", last_name: "B" }, { email: email() }, { email: org.email }];
  const results = await invite(org.admin, { role: "viewer", members: people });
  const invited = results.flatMap(({ org_member_id: id, result }) => (result === "invited" ? [id] : []));
  const entries = await auditOf(org);
  expect(entries.map(({ action, target }) => [action, target.id])).toEqual(invited.map((id) => ["member.invited", id]));
  expect(new Set(entries.map((entry) => entry.change_set_id)).size).toBe(1);
  expect(entries[0]).toMatchObject({ change_set_id: expect.stringMatching(/^chg_/), personal: { name: "Ida B" } });
});

test("a removed member is named, even one who removes themselves", async () => {
  const leaving = await addMember(org, { role: "admin" });
  await removeMember(leaving, leaving.memberId);
  expect(await auditOf(org, leaving.memberId)).toMatchObject([
    { action: "member.removed", origin: { name: "Grace Hopper" }, personal: { name: "Grace Hopper" } },
  ]);
});

test("what ends because its maker lost access has entries in the same change set", async () => {
  const maker = await addMember(org, { role: "admin" });
  const account = await addServiceAccount({ admin: maker }, org.unitId);
  const [invited] = await invite(maker, { role: "viewer", members: [{ email: email() }] });
  await deactivateMember(org.admin, maker.memberId, true);
  const entries = (await auditOf(org)).filter(({ actor }) => actor.id === org.admin.memberId);
  expect(entries.map(({ action, target }) => [action, target.id])).toEqual([
    ["member.deactivated", maker.memberId],
    ["service_account.revoked", account.secretId],
    ["member.invitation_revoked", invited?.org_member_id],
  ]);
  expect(new Set(entries.map((entry) => entry.change_set_id)).size).toBe(1);
});

test("ending all credentials of a member names the service accounts that end with them", async () => {
  const maker = await addMember(org, { role: "admin" });
  await addServiceAccount({ admin: maker }, org.unitId);
  await endCredentials(org.admin, maker.memberId);
  const entries = (await auditOf(org)).filter(({ actor }) => actor.id === org.admin.memberId);
  expect(entries.map(({ action }) => action)).toEqual(["member.credentials_ended", "service_account.revoked"]);
});

test("an erased lead is no longer in any entry, whoever wrote it and whoever erases it", async () => {
  const unit = await unitOf(org.admin, org.unitId);
  const leadId = await createLead(org.admin, unit, { profile: { name: "Zoë Quinn" } });
  await updateLead(org.admin, unit, leadId, { owner_name: "Grace Okafor" });
  expect(JSON.stringify(await auditOf(org, leadId))).toContain("Zoë Quinn");
  const { actor } = await addServiceAccount(org, org.unitId);
  await withUnit(actor, unit, (tx) => leads.eraseLead(tx, actor, unit, leadId));
  const entries = await auditOf(org, leadId);
  expect(entries.map(({ action }) => action)).toEqual(["lead.created", "lead.updated", "lead.erased"]);
  expect(JSON.stringify(entries)).not.toMatch(/Zoë|Grace Okafor/);
  const values = await owner()`select value from audit_values where org_id = ${org.orgId} and subject_id = ${leadId}`;
  expect(values).toEqual([]);
});
