import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { jsonValue } from "@/db/json";
import { leads } from "@/db/schema/leads";
import { withUnit } from "@/db/scope";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { Actor } from "@/domain/access/actor";
import * as eventsOperations from "@/domain/events/operations";
import { addMember } from "@/testing/members";
import { addUnit, unitOf } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import { makeUnit, type TestUnit } from "@/testing/unit";
import { type LeadNames, leadNames } from "./lead-names";
import * as leadsOperations from "./operations";
import type { AliasKind } from "./schema";

const { ingestOne } = asRequests(eventsOperations);
const { createLead, updateLead } = asRequests(leadsOperations);

async function namesAs(actor: Actor, unit: ActiveUnit, ids: string[]): Promise<Record<string, LeadNames>> {
  const rows = await withUnit(actor, unit, (tx) =>
    tx.execute<{ id: string; names: LeadNames }>(
      sql`select lead_id as id, ${leadNames(actor, unit)} as names from ${leads} where lead_id in (select json_array_elements_text(${jsonValue(ids)}))`,
    ),
  );
  return Object.fromEntries(rows.map(({ id, names }) => [id, names]));
}

const alias = (alias_kind: AliasKind, raw_value: string) => ({ alias_kind, raw_value });

let testUnit: TestUnit;
beforeAll(async () => {
  testUnit = await makeUnit();
});

const names = (...ids: string[]) => namesAs(testUnit.actor, testUnit.unit, ids);
const make = (input: Parameters<typeof createLead>[2]) => createLead(testUnit.actor, testUnit.unit, input);

test("shows the profile's parts and the alias as sent", async () => {
  const known = await make({
    owner_name: "Not a name",
    profile: { name: "Zoë Ångström", company: 'Finch & "Sons"', title: "Head" },
    aliases: [alias("email", "Zoe@Example.com")],
  });
  const unknown = await make({});
  const odd = await make({ profile: { name: 7, company: null } });
  expect(await names(known, unknown, odd)).toEqual({
    [known]: { name: "Zoë Ångström", company: 'Finch & "Sons"', alias: "Zoe@Example.com" },
    [unknown]: { name: null, company: null, alias: null },
    [odd]: { name: "7", company: null, alias: null },
  });
});

test("of several aliases the most recognizable is shown, and of one kind the first", async () => {
  const telling = [
    alias("email", "ada@example.com"),
    alias("phone", "+44 20 7946 0000"),
    alias("social", "@ada"),
    alias("external_id", "A-1"),
    alias("cookie", "c-1"),
  ];
  const lead = await make({});
  for (const [first, { raw_value }] of telling.entries()) {
    await updateLead(testUnit.actor, testUnit.unit, lead, { aliases: telling.slice(first).toReversed() });
    expect((await names(lead))[lead]?.alias).toBe(raw_value);
  }
  const { lead_id } = await ingestOne(testUnit.actor, testUnit.unit, {
    event_type: "seen",
    aliases: [alias("email", "z-first@example.com")],
  });
  await ingestOne(testUnit.actor, testUnit.unit, {
    event_type: "seen",
    lead_id,
    aliases: [alias("email", "a@example.com")],
  });
  expect((await names(lead_id))[lead_id]?.alias).toBe("z-first@example.com");
});

test("only existing leads of the OU are named, and none for somebody without access", async () => {
  const { org, actor, unit } = testUnit;
  const lead = await make({ profile: { name: "Ours" } });
  const theirUnit = await addUnit(org, "Theirs");
  const theirs = await createLead(actor, await unitOf(actor, theirUnit), { profile: { name: "Theirs" } });
  const other = await makeUnit();
  const foreign = await createLead(other.actor, other.unit, { profile: { name: "Foreign" } });
  const asked = [lead, theirs, foreign, "lead_none", lead, "'", '"'];
  expect(Object.keys(await names(...asked))).toEqual([lead]);
  expect(await names()).toEqual({});
  const outsider = await addMember(org, { role: "editor", units: { [theirUnit]: "admin" } });
  expect(await namesAs(outsider, unit, asked)).toEqual({});
});
