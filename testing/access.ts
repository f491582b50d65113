import type { Actor } from "@/domain/access/actor";
import { addMember } from "./members";
import { addUnit, makeOrganization, type TestOrganization } from "./organization";

/** An organization with two OUs besides its default one. */
export async function makeTwoUnits(): Promise<{ org: TestOrganization; unit: string; other: string }> {
  const org = await makeOrganization();
  const [unit, other] = await Promise.all([addUnit(org, "EMEA"), addUnit(org, "Events")]);
  return { org, unit, other };
}

/** Two new members: Ada has no access, and Grace is a viewer of the OU. */
export async function addTwo(org: TestOrganization, unit: string): Promise<{ ada: Actor; grace: Actor }> {
  const [ada, grace] = await Promise.all([addMember(org), addMember(org, { units: { [unit]: "viewer" } })]);
  return { ada, grace };
}
