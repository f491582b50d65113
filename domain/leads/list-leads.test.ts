import { beforeAll, describe, expect, test } from "vitest";
import * as eventsOperations from "@/domain/events/operations";
import * as rulesetsOperations from "@/domain/rulesets/operations";
import * as rules from "@/domain/rulesets/rules";
import { owner } from "@/testing/database";
import { asRequests } from "@/testing/requests";
import { makeUnit, type TestUnit } from "@/testing/unit";
import * as listLeads from "./list-leads";
import * as leadsOperations from "./operations";
import { type AliasKind, LeadListQuery, LeadPage, leadSorts, TopLeads } from "./schema";
import * as topLeads from "./top-leads";

const { ingestBatch } = asRequests(eventsOperations);
const { createRuleset } = asRequests(rulesetsOperations);
const { createRule } = asRequests(rules);
const { pageLeads } = asRequests(listLeads);
const { createLead } = asRequests(leadsOperations);
const { readTopLeads } = asRequests(topLeads);

let testUnit: TestUnit;
let silent: string;

/** Lead n of 30 has n % 7 views of 10 points each, and n % 3 clicks of -5. */
beforeAll(async () => {
  testUnit = await makeUnit();
  const { actor, unit, org } = testUnit;
  const { rulesetId } = await createRuleset(actor, unit, { name: "Website", kind: "engagement" });
  await createRule(actor, unit, rulesetId, { event_type: "viewed", weight: 10 });
  await createRule(actor, unit, rulesetId, { event_type: "clicked", weight: -5 });
  const profiles = (await createRuleset(actor, unit, { name: "Fit", kind: "profile" })).rulesetId;
  await createRule(actor, unit, profiles, { profile_field: "size", operator: "greater_than", value: 100, weight: 7 });
  const events = Array.from({ length: 30 }, (_, n) => {
    const aliases = [{ alias_kind: "email", raw_value: `lead${n}@example.com` }];
    const of = (event_type: string, times: number) => Array.from({ length: times }, () => ({ event_type, aliases }));
    return [...of("viewed", n % 7), ...of("clicked", n % 3), ...of("came", 1)];
  });
  await ingestBatch(actor, unit, events.flat());
  silent = await createLead(actor, unit, { owner_name: "Grace Okafor", profile: { name: "Zoë Ångström", size: 250 } });
  await owner()`update leads set created_at = now() - interval '40 days', last_active_at = now() - interval '10 days',
    updated_at = now() - interval '10 days' where org_id = ${org.orgId} and lead_id = ${silent}`;
});

const find = (query: Record<string, string>) => pageLeads(testUnit.actor, testUnit.unit, LeadListQuery.parse(query));
const page = async (query: Record<string, string>) => {
  const { leads, ...rest } = await find(query);
  return { ...rest, leads: leads.parse() };
};
const code = (work: Promise<unknown>) =>
  work.then(
    () => "nothing refused",
    (error) => error.code,
  );

describe("a page", () => {
  test("matches the document, highest score first", async () => {
    const { leads, total, page: number, limit } = await page({});
    expect(LeadPage.parse({ leads, total, page: number, limit })).toEqual({ leads, total: 31, page: 1, limit: 25 });
    const scores = leads.map((lead) => lead.score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(scores.at(0)).toBe(60);
    const first = leads[0];
    expect(Object.values(first?.ruleset_names ?? {})).toEqual([first?.engagement_primary_ruleset_name]);
    expect(first?.engagement_primary_ruleset_name).toBe("Website");
    expect(Object.values(first?.engagement_scores ?? {})).toEqual([60]);
  });

  test("distinguishes profile points from event points", async () => {
    const lead = (await page({ search: "angstrom" })).leads[0];
    expect(lead).toMatchObject({
      score: 7,
      engagement_scores: {},
      profile_primary_ruleset_name: "Fit",
      last_event_at: null,
    });
    expect(lead?.engagement_primary_ruleset_name).toBeNull();
    expect(Object.keys(lead?.profile_scores ?? {})).toEqual([lead?.ruleset_id]);
  });

  test.each([...leadSorts])(
    "read to its end by cursor and back, and by number, is the whole list once: %s",
    async (sort) => {
      const whole = (await page({ sort, limit: "200" })).leads.map((lead) => lead.lead_id);
      expect(new Set(whole).size).toBe(31);
      const forth: string[] = [];
      let [at, last] = [await page({ sort, limit: "7" }), await page({ sort, limit: "7" })];
      for (;;) {
        forth.push(...at.leads.map((lead) => lead.lead_id));
        last = at;
        if (!at.next) break;
        at = await page({ sort, limit: "7", cursor: at.next });
      }
      expect(forth).toEqual(whole);
      const back: string[] = [];
      for (at = last; at.previous; ) {
        at = await page({ sort, limit: "7", cursor: at.previous });
        back.unshift(...at.leads.map((lead) => lead.lead_id));
      }
      expect(back).toEqual(whole.slice(0, back.length));
      expect(back).toHaveLength(28);
      const numbered = await Promise.all([1, 2, 3, 4, 5].map((n) => page({ sort, limit: "7", page: String(n) })));
      expect(numbered.flatMap(({ leads }) => leads.map((lead) => lead.lead_id))).toEqual(whole);
    },
  );

  test("beyond the 10,000th lead is refused, and so is an invalid cursor", async () => {
    expect(await code(find({ page: "401" }))).toBe("invalid_content");
    expect(await code(find({ page: "400" }))).toBe("nothing refused");
    const { next } = await page({ limit: "7" });
    expect(await code(find({ cursor: next ?? "", sort: "score" }))).toBe("invalid_content");
    expect(await code(find({ cursor: "abc" }))).toBe("invalid_content");
    expect(await code(find({ cursor: next ?? "", page: "2" }))).toBe("invalid_content");
  });
});

describe("a filter", () => {
  test.each<[Record<string, string>, number]>([
    [{ min_score: "50" }, 5],
    [{ max_score: "-1" }, 3],
    [{ min_score: "7", max_score: "7" }, 1],
    [{ event_type: "clicked" }, 20],
    [{ event_type: "never" }, 0],
    [{ last_active: "7d" }, 30],
    [{ last_active: "30d" }, 31],
    [{ updated_since: new Date(Date.now() - 86_400_000).toISOString() }, 30],
    [{ updated_since: "2020-01-01T00:00:00+02:00" }, 31],
    [{ range: "today" }, 30],
    [{ range: "last_90d" }, 31],
    [{ range: "last_30d" }, 30],
    [{ range: "last_7d" }, 30],
    [{ range: "yesterday" }, 0],
    [{ search: "LEAD1" }, 11],
    [{ search: "lead1@" }, 1],
    [{ search: "okafor" }, 1],
    [{ search: "ead1" }, 0],
    [{ event_type: "clicked", search: "lead2", max_score: "0", range: "today" }, 2],
  ])("%j finds %i, in any order", async (filter, count) => {
    for (const sort of leadSorts) {
      const { leads, total, isExact } = await page({ ...filter, sort, limit: "200" });
      expect({ sort, length: leads.length, total, isExact }).toEqual({
        sort,
        length: count,
        total: count,
        isExact: true,
      });
    }
  });
});

test("a range of days is in UTC, and the last days are counted back from now", async () => {
  const { actor, unit, org } = await makeUnit();
  const hours = { midnight: 0, "before midnight": -1 / 3600, "yesterday's": -24, "the day before's": -24 - 1 / 3600 };
  for (const [name, offset] of Object.entries(hours)) {
    const id = await createLead(actor, unit, { owner_name: name });
    await owner()`update leads set created_at = date_trunc('day', now() at time zone 'UTC') at time zone 'UTC' + ${offset}::float8 * interval '1 hour'
      where org_id = ${org.orgId} and lead_id = ${id}`;
  }
  const owners = async (range: string) => {
    const { leads } = await pageLeads(actor, unit, LeadListQuery.parse({ range, sort: "-created_at" }));
    return leads.parse().map((lead) => lead.owner_name);
  };
  expect(await owners("today")).toEqual(["midnight"]);
  expect(await owners("yesterday")).toEqual(["before midnight", "yesterday's"]);
  expect(await owners("last_7d")).toEqual(Object.keys(hours));
  await owner()`update leads set created_at = created_at - interval '7 days' where org_id = ${org.orgId}`;
  expect(await owners("last_7d")).toEqual([]);
});

test.each<[AliasKind, string, string[]]>([
  ["email", "Ada.L@Example.com", ["ada.l@", "ADA.L@EX"]],
  ["external_id", "CRM-17", ["CRM-1", " CRM-17 "]],
  ["external_id", "sf-9", ["sf-", "SF-9"]],
  ["cookie", "Q2x1YjE", ["Q2x1"]],
  ["phone", "+44 (0)20 7946-0000", ["+44 (0)20 79", "+4402079", "+44-020"]],
  ["social", "@AdaL", ["@adal", "AdaL", "ada"]],
])("the alias %s %s is found by how it begins, however it is written", async (alias_kind, raw_value, searches) => {
  const { actor, unit } = await makeUnit();
  const id = await createLead(actor, unit, { aliases: [{ alias_kind, raw_value }] });
  for (const search of searches) {
    const found = (await pageLeads(actor, unit, LeadListQuery.parse({ search }))).leads.parse();
    expect({ search, found: found.map(({ lead_id }) => lead_id) }).toEqual({ search, found: [id] });
  }
  const none = await pageLeads(actor, unit, LeadListQuery.parse({ search: raw_value.slice(2) }));
  expect(none.total).toBe(0);
});

test("an event type is normalized before filtering: trimmed and composed", async () => {
  const { actor, unit } = await makeUnit();
  const aliases = [{ alias_kind: "cookie", raw_value: "c" }];
  await ingestBatch(actor, unit, [{ event_type: " Cafe\u0301 visited", aliases }]);
  for (const event_type of ["Caf\u00e9 visited", "Cafe\u0301 visited", " Caf\u00e9 visited "]) {
    expect((await pageLeads(actor, unit, LeadListQuery.parse({ event_type }))).total).toBe(1);
  }
});

test("the top leads are the first of the list", async () => {
  const top = (await readTopLeads(testUnit.actor, testUnit.unit, 5)).parse();
  expect(TopLeads.parse(top)).toEqual(top);
  const first = (await page({ limit: "5" })).leads.map(({ lead_id, score, last_event_at }) => ({
    lead_id,
    score,
    last_event_at,
  }));
  expect(top.leads).toEqual(first);
});

test("an OU without any data has empty lists", async () => {
  const empty = await makeUnit();
  const { leads, total } = await pageLeads(empty.actor, empty.unit, {});
  expect([leads.parse(), total]).toEqual([[], 0]);
  expect((await readTopLeads(empty.actor, empty.unit, 5)).parse()).toEqual({ leads: [] });
});
