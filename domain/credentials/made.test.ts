import { beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/domain/access/actor";
import { inviteMany } from "@/domain/invitations/invite-many";
import * as deactivation from "@/domain/members/deactivate-member";
import * as membersOperations from "@/domain/members/operations";
import * as memberships from "@/domain/ou-memberships/operations";
import * as serviceAccounts from "@/domain/service-accounts/operations";
import { newId } from "@/lib/ids";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import {
  addServiceAccount,
  addUnit,
  makeOrganization,
  type TestOrganization,
  type TestServiceAccount,
  unitOf,
} from "@/testing/organization";
import { asRequests, entering } from "@/testing/requests";
import * as made from "./made";

const { removeMember, updateMember } = asRequests(membersOperations);
const { deactivateMember } = asRequests(deactivation);
const { grantMembership, revokeMembership } = asRequests(memberships);
const { listServiceAccounts } = asRequests(serviceAccounts);
const { readMade, readMadeInUnit } = asRequests(made);
const { inviteMany: invite } = asRequests({ inviteMany });

let org: TestOrganization;
let unitId: string;
/** An org admin who has made a service account in each of two OUs, and invited somebody. */
let maker: Actor;
let accounts: TestServiceAccount[];
let invitee: string;

beforeEach(async () => {
  org = await makeOrganization();
  unitId = await addUnit(org, "EMEA");
  maker = await addMember(org, { role: "admin", units: { [unitId]: "admin" } });
  accounts = [await addServiceAccount({ admin: maker }, unitId), await addServiceAccount({ admin: maker }, org.unitId)];
  const [invited] = await invite(maker, { role: "viewer", members: [{ email: `${newId("mem")}@acme.test` }] });
  invitee = invited?.org_member_id ?? "";
});

const works = async ({ clientId, clientSecret: secret }: TestServiceAccount) =>
  (await entering({ clientId, secret })) !== null;
const isThere = async (memberId: string) =>
  (await owner()`select from members where org_member_id = ${memberId}`).length === 1;
const alive = async () => [
  await works(accounts[0] as TestServiceAccount),
  await works(accounts[1] as TestServiceAccount),
  await isThere(invitee),
];
const secretsOf = async (id: string) => {
  const unit = await unitOf(org.admin, id);
  return (await listServiceAccounts(org.admin, unit)).parse();
};
const as = (role: "viewer" | "admin") => ({
  first_name: "Grace",
  last_name: "Hopper",
  email: `${maker.memberId}@acme.test`,
  role,
});

test("what somebody made keeps their name at the time, even after they are removed", async () => {
  const named = { created_by: { org_member_id: maker.memberId, name: "Grace Hopper" } };
  expect(await secretsOf(unitId)).toMatchObject([named]);
  await removeMember(org.admin, maker.memberId);
  expect(await secretsOf(unitId)).toMatchObject([named]);
  expect(await works(accounts[0] as TestServiceAccount)).toBe(true);
});

test("org admins see what somebody made anywhere, an OU's admins in their OU", async () => {
  const all = (await readMade(org.admin, maker.memberId)).parse();
  expect(all.service_accounts.map(({ secret_id }) => secret_id).sort()).toEqual(
    accounts.map(({ secretId }) => secretId).sort(),
  );
  expect(all.invitations).toMatchObject([{ org_member_id: invitee, role: "viewer" }]);
  const ouAdmin = await addMember(org, { units: { [unitId]: "admin" } });
  const here = (await readMadeInUnit(ouAdmin, unitId, maker.memberId)).parse();
  expect(here).toMatchObject({
    service_accounts: [{ secret_id: accounts[0]?.secretId, unit_name: "EMEA" }],
    invitations: [],
    webhook_endpoints: [],
  });
  expect((await readMade(org.admin, org.admin.memberId)).parse()).toEqual({
    service_accounts: [],
    invitations: [],
    webhook_endpoints: [],
  });
});

describe("what a member made outlives their authority, unless ended in the same step", () => {
  const ways: [string, (endsCreated: boolean) => Promise<unknown>][] = [
    ["removed", (ends) => removeMember(org.admin, maker.memberId, ends)],
    ["deactivated", (ends) => deactivateMember(org.admin, maker.memberId, ends)],
    ["demoted", (ends) => updateMember(org.admin, maker.memberId, as("viewer"), { endsCreated: ends })],
  ];
  test.each(ways)("%s", async (_way, lose) => {
    await lose(false);
    expect(await alive()).toEqual([true, true, true]);
  });
  test.each(ways)("%s with end_created ends all of it", async (_way, lose) => {
    await lose(true);
    expect(await alive()).toEqual([false, false, false]);
  });

  test("an admin who stays one keeps it", async () => {
    await updateMember(org.admin, maker.memberId, as("admin"), { endsCreated: true });
    expect(await alive()).toEqual([true, true, true]);
  });

  test("a refused removal ends nothing", async () => {
    await owner()`update members set role = 'viewer' where org_member_id = ${org.admin.memberId}`;
    await expect(removeMember(org.admin, maker.memberId, true)).rejects.toMatchObject({ code: "last_admin" });
    expect(await alive()).toEqual([true, true, true]);
  });
});

describe("losing an OU", () => {
  test("revoking access ends what they made there, also by an OU admin, and nothing elsewhere", async () => {
    const ouAdmin = await addMember(org, { units: { [unitId]: "admin" } });
    await revokeMembership(ouAdmin, unitId, maker.memberId, true);
    expect(await alive()).toEqual([false, true, true]);
  });

  test("lowering the role does the same; an admin who stays one keeps it", async () => {
    await grantMembership(org.admin, unitId, maker.memberId, "admin", true);
    expect(await alive()).toEqual([true, true, true]);
    await grantMembership(org.admin, unitId, maker.memberId, "editor", true);
    expect(await alive()).toEqual([false, true, true]);
  });
});

test("nothing of another maker, OU or organization ends with it", async () => {
  const mine = await addServiceAccount(org, unitId);
  const other = await makeOrganization();
  const theirs = await addServiceAccount(other, other.unitId);
  await owner()`update service_accounts set created_by = ${maker.memberId} where secret_id = ${theirs.secretId}`;
  await removeMember(org.admin, maker.memberId, true);
  expect([await works(mine), await works(theirs)]).toEqual([true, true]);
});
