import { beforeAll, expect, test } from "vitest";
import * as eventsOperations from "@/domain/events/operations";
import { addMember } from "@/testing/members";
import { addUnit, makeOrganization, unitOf } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import { makeUnit, type TestUnit } from "@/testing/unit";
import * as findUnitOfLeadModule from "./find-unit-of-lead";
import * as leadsOperations from "./operations";

const { ingestOne } = asRequests(eventsOperations);
const { findUnitOfLead } = asRequests(findUnitOfLeadModule);
const { createLead } = asRequests(leadsOperations);

let testUnit: TestUnit;
let other: { unitId: string; leadId: string };
beforeAll(async () => {
  testUnit = await makeUnit();
  const unitId = await addUnit(testUnit.org, "Elsewhere");
  other = { unitId, leadId: await createLead(testUnit.actor, await unitOf(testUnit.actor, unitId), {}) };
});

test("a lead's unit is found only among those the actor has access to", async () => {
  expect(await findUnitOfLead(testUnit.actor, other.leadId)).toBe("elsewhere");
  const member = await addMember(testUnit.org, { units: { [other.unitId]: "viewer" } });
  expect(await findUnitOfLead(member, other.leadId)).toBe("elsewhere");

  const outsider = await addMember(testUnit.org, { units: { [testUnit.unit.unitId]: "admin" } });
  expect(await findUnitOfLead(outsider, other.leadId)).toBeNull();
  expect(await findUnitOfLead((await makeOrganization()).admin, other.leadId)).toBeNull();
  expect(await findUnitOfLead(testUnit.actor, "lead_nothing")).toBeNull();
});

test("the id of a merged lead is found too", async () => {
  const named = (raw_value: string) => ({ alias_kind: "external_id" as const, raw_value });
  const aliases = [named("one"), named("two")];
  const made: string[] = [];
  for (const alias of aliases) made.push(await createLead(testUnit.actor, testUnit.unit, { aliases: [alias] }));
  await ingestOne(testUnit.actor, testUnit.unit, { event_type: "both", aliases });
  for (const id of made) expect(await findUnitOfLead(testUnit.actor, id)).toBe("default");
});
