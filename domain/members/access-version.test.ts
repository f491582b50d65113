import { expect, test } from "vitest";
import { withScope } from "@/db/scope";
import * as orgUnitsOperations from "@/domain/org-units/operations";
import * as ownOrganization from "@/domain/organizations/own-organization";
import * as membershipsOperations from "@/domain/ou-memberships/operations";
import { owner } from "@/testing/database";
import { addMember, changeMember } from "@/testing/members";
import { actorOf, addUnit, makeOrganization } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import { readAccessVersion } from "./access-version";

const { updateOrgUnit } = asRequests(orgUnitsOperations);
const { grantMembership, revokeMembership } = asRequests(membershipsOperations);
const { renameOrganization } = asRequests(ownOrganization);

test("the version changes with what the member may see and what it is called, and with nothing else", async () => {
  const org = await makeOrganization();
  const [own, hidden] = [await addUnit(org, "Own"), await addUnit(org, "Hidden")];
  const { orgId, memberId } = await addMember(org, { units: { [own]: "editor" } });
  const seen = new Set<string>();
  const version = async () => withScope(await actorOf(orgId, memberId), readAccessVersion);
  async function changes(what: string, act: () => Promise<unknown>) {
    await act();
    const now = await version();
    expect(seen, what).not.toContain(now);
    seen.add(now);
  }
  await changes("the start", async () => {});
  await changes("an OU's name", () => updateOrgUnit(org.admin, own, { name: "Europe" }));
  await changes("an OU's group", () => updateOrgUnit(org.admin, own, { name: "Europe", group: "Sales" }));
  await changes("a role", () => grantMembership(org.admin, own, memberId, "viewer"));
  await changes("another OU", () => grantMembership(org.admin, hidden, memberId, "viewer"));
  await changes("the organization's name", () => renameOrganization(org.admin, { name: "Globex" }));
  await changes("their name", () => changeMember(memberId, owner()`first_name = 'Ada'`));
  await changes("an org role", () => changeMember(memberId, owner()`role = 'editor'`));
  await revokeMembership(org.admin, hidden, memberId);
  const last = await version();
  await updateOrgUnit(org.admin, hidden, { name: "Secret" });
  await updateOrgUnit(org.admin, own, { name: "Europe", external_ref: "crm-1" });
  await addMember(org, { units: { [own]: "admin" } });
  expect(await version()).toBe(last);
});
