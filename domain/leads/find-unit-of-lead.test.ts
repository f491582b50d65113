import { beforeAll, expect, test } from "vitest";
import * as eventsOperations from "@/domain/events/operations";
import { addMember, addUnit, asRequests, makeOrganization, unitOf } from "@/testing/organization";
import { makeUnit, type TestUnit } from "@/testing/unit";
import * as findUnitOfLeadModule from "./find-unit-of-lead";
import * as leadsOperations from "./operations";

const { ingestOne } = asRequests(eventsOperations);
const { findUnitOfLead } = asRequests(findUnitOfLeadModule);
const { createLead } = asRequests(leadsOperations);

let place: TestUnit;
let other: { unitId: string; leadId: string };
beforeAll(async () => {
  place = await makeUnit();
  const unitId = await addUnit(place.org, "Elsewhere");
  other = { unitId, leadId: await createLead(place.actor, await unitOf(place.actor, unitId), {}) };
});

test("a lead's unit is found among those that the actor reaches, and in no other", async () => {
  const unit = { unit_id: other.unitId, name: "Elsewhere", is_default: false };
  expect(await findUnitOfLead(place.actor, other.leadId)).toEqual(unit);
  const member = await addMember(place.org, { units: { [other.unitId]: "viewer" } });
  expect(await findUnitOfLead(member, other.leadId)).toEqual(unit);

  const outsider = await addMember(place.org, { units: { [place.unit.unitId]: "admin" } });
  expect(await findUnitOfLead(outsider, other.leadId)).toBeNull();
  expect(await findUnitOfLead((await makeOrganization()).admin, other.leadId)).toBeNull();
  expect(await findUnitOfLead(place.actor, "lead_nothing")).toBeNull();
});

test("the id of a lead that was merged into another is found too", async () => {
  const named = (raw_value: string) => ({ alias_kind: "external_id" as const, raw_value });
  const aliases = [named("one"), named("two")];
  const made: string[] = [];
  for (const alias of aliases) made.push(await createLead(place.actor, place.unit, { aliases: [alias] }));
  await ingestOne(place.actor, place.unit, { event_type: "both", aliases });
  for (const id of made) expect(await findUnitOfLead(place.actor, id)).toMatchObject({ unit_id: place.unit.unitId });
});
