import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { withUnit } from "@/db/scope";
import * as ingest from "@/domain/events/ingest";
import * as leadsOperations from "@/domain/leads/operations";
import * as rulesetsOperations from "@/domain/rulesets/operations";
import * as rules from "@/domain/rulesets/rules";
import { type Crossing, queuedCrossings, wantCrossings } from "@/testing/crossings";
import { owner } from "@/testing/database";
import { asRequests } from "@/testing/requests";
import { Reference, type ReferenceRule } from "@/testing/score-reference";
import { contradictions, makeUnit, recomputeStep, type TestUnit } from "@/testing/unit";
import { changeRules } from "./rule-change";

const { ingestEvents } = asRequests(ingest);
const { eraseLead, updateLead } = asRequests(leadsOperations);
const { createRuleset, deleteRuleset, updateRuleset } = asRequests(rulesetsOperations);
const { createRule, deleteRule, updateRule } = asRequests(rules);

// Whatever happens to an OU, in whatever order: the scores are those that a naive reading of all events gives; and while a
// recomputation is under way, those of the rules of before, for every lead, until all of them change at once.

const person = fc.constantFrom("a", "b", "c", "d", "e");
const type = fc.constantFrom("view", "click", "sign_up");
const profile = fc.record({
  employees: fc.constantFrom<string | number | null>(5, 50, "50", "many", null),
  city: fc.constantFrom("Bonn", "bonn", "Rome"),
});
const event = fc.record({ who: fc.uniqueArray(person, { minLength: 1, maxLength: 2 }), type });
const engagement = fc.record({ event_type: type, weight: fc.integer({ min: -20, max: 20 }) });
const ofProfile = fc.oneof(
  fc.record({
    profile_field: fc.constant("employees"),
    operator: fc.constantFrom("greater_than", "less_than"),
    value: fc.constantFrom(10, "49.5"),
    weight: fc.integer({ min: -20, max: 20 }),
  }),
  fc.record({
    profile_field: fc.constant("city"),
    operator: fc.constantFrom("equals", "not_equals", "contains"),
    value: fc.constantFrom("BONN", "on", "Rome"),
    weight: fc.integer({ min: -20, max: 20 }),
  }),
);
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("ingest" as const),
      events: fc.array(event, { minLength: 1, maxLength: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("profile" as const), who: person, profile }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("erase" as const), who: person }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("rule" as const),
      rule: fc.oneof(engagement, ofProfile),
      aside: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("change" as const),
      nth: fc.nat(5),
      weight: fc.integer({ min: -9, max: 9 }),
      active: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("drop" as const), nth: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("switch" as const), nth: fc.nat(1), active: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("step" as const), leads: fc.integer({ min: 1, max: 3 }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const alias = (who: string) => ({ alias_kind: "external_id" as const, raw_value: who });

async function shown({ org, unit }: TestUnit) {
  const rows = await owner()<{ name: string; score: string; generation: number }[]>`
    select (select min(a.alias_key) from lead_aliases a where a.org_id = s.org_id and a.unit_id = s.unit_id and a.lead_id = s.lead_id) as name,
           s.score, c.generation
      from scoring c join lead_scores s using (org_id, unit_id, generation)
     where org_id = ${org.orgId} and unit_id = ${unit.unitId}`;
  return Object.fromEntries(rows.map(({ name, score }) => [name, Number(score)]));
}

async function generation({ org, unit }: TestUnit): Promise<number> {
  const [row] = await owner()`select generation from scoring where org_id = ${org.orgId} and unit_id = ${unit.unitId}`;
  return row?.generation ?? 1;
}

/** The steps of leads' scores over thresholds, as the scores shown before and after each change say. */
class Crossings {
  readonly expected: Crossing[] = [];
  #before = new Map<string, number>();
  constructor(readonly testUnit: TestUnit) {}

  async watch(): Promise<void> {
    const { org, unit } = this.testUnit;
    const rows = await owner()<
      { lead_id: string; score: string; thresholds: { ruleset_id: string; score_above: number }[] }[]
    >`
      select lead_id, score, thresholds from scoring c join lead_scores s using (org_id, unit_id, generation)
       where org_id = ${org.orgId} and unit_id = ${unit.unitId}`;
    for (const { lead_id, score: text, thresholds } of rows) {
      const [before, score] = [this.#before.get(lead_id) ?? 0, Number(text)];
      for (const { ruleset_id, score_above } of thresholds) {
        if (before <= score_above && score > score_above)
          this.expected.push({ lead: lead_id, ruleset: ruleset_id, before, score });
      }
    }
    this.#before = new Map(rows.map(({ lead_id, score }) => [lead_id, Number(score)]));
  }
}

class Run {
  readonly reference = new Reference();
  readonly rulesetIds: string[] = [];
  #generation = 1;
  #isAhead = false;
  readonly crossings: Crossings;
  constructor(readonly testUnit: TestUnit) {
    this.crossings = new Crossings(testUnit);
  }

  async take(step: Step): Promise<void> {
    const { actor, unit } = this.testUnit;
    const rule = "nth" in step ? this.reference.rules[step.nth % Math.max(this.reference.rules.length, 1)] : undefined;
    if (step.do === "ingest") {
      const events = step.events.map(({ who, type: event_type }) => ({ event_type, aliases: who.map(alias) }));
      await ingestEvents(actor, unit, events);
      this.reference.ingest(step.events);
    } else if (step.do === "profile" || step.do === "erase") {
      const leadId = await this.idOf(step.who);
      if (!leadId) return;
      if (step.do === "erase") await eraseLead(actor, unit, leadId);
      else await updateLead(actor, unit, leadId, { profile: step.profile });
      this.reference.touch(step.who, step.do === "erase" ? null : step.profile);
    } else if (step.do === "rule") {
      const kind = "event_type" in step.rule ? "engagement" : "profile";
      const rulesetId = this.rulesetIds[kind === "engagement" ? 0 : 1] ?? "";
      const { ruleId } = await createRule(actor, unit, rulesetId, step.rule as never);
      this.reference.rules.push({ ...step.rule, ruleId, rulesetId, active: true } as ReferenceRule);
      // The same change left to the runner, as an OU of many leads leaves it.
      this.reference.show();
      if (step.aside) await this.changeAside(ruleId, rulesetId);
    } else if (step.do === "change" && rule) {
      const { ruleId, rulesetId, active: _was, ...fields } = rule;
      await updateRule(actor, unit, rulesetId, ruleId, {
        ...fields,
        weight: step.weight,
        active: step.active,
      } as never);
      Object.assign(rule, { weight: step.weight, active: step.active });
    } else if (step.do === "drop" && rule) {
      await deleteRule(actor, unit, rule.rulesetId, rule.ruleId);
      this.reference.rules.splice(this.reference.rules.indexOf(rule), 1);
    } else if (step.do === "switch") {
      const rulesetId = this.rulesetIds[step.nth] ?? "";
      await updateRuleset(actor, unit, rulesetId, { name: "Switched", active: step.active });
      this.reference.active.set(rulesetId, step.active);
    } else if (step.do === "step") await recomputeStep(actor, unit, step.leads);
  }

  private async changeAside(ruleId: string, rulesetId: string): Promise<void> {
    const { actor, unit } = this.testUnit;
    const rule = this.reference.rules.at(-1);
    this.#isAhead = true; // what is shown is the rule as it was made
    const statement = sql`update rules set weight = weight + 1 where ruleset_id = ${rulesetId} and rule_id = ${ruleId}`;
    await withUnit(actor, unit, (tx) => changeRules(tx, actor, unit, () => tx.execute(statement), -1));
    if (rule) rule.weight += 1;
  }

  async idOf(who: string): Promise<string | undefined> {
    const { org, unit } = this.testUnit;
    const [row] = await owner()`select lead_id from lead_aliases
       where org_id = ${org.orgId} and unit_id = ${unit.unitId} and alias_key = ${who}`;
    return row?.lead_id;
  }

  /** The scores shown are those of one set of rules for everybody: of the rules of now, or of those of before. */
  async check(): Promise<void> {
    const now = await generation(this.testUnit);
    if (now !== this.#generation && !this.#isAhead) this.reference.show();
    this.#isAhead = false;
    this.#generation = now;
    expect(await shown(this.testUnit)).toEqual(this.reference.scores());
    expect(await contradictions(this.testUnit)).toEqual([]);
    await this.crossings.watch();
  }
}

const inOrder = (list: Crossing[]) => list.map((one) => JSON.stringify(Object.entries(one).sort())).sort();

test("scores equal a naive recomputation, and each crossing of a threshold is announced once", {
  timeout: 120_000,
}, async () => {
  const steps = fc.array(step, { minLength: 4, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const testUnit = await makeUnit();
      await wantCrossings(testUnit);
      const run = new Run(testUnit);
      for (const [kind, score_above] of [
        ["engagement", 8],
        ["profile", -3],
      ] as const) {
        run.rulesetIds.push(
          (await createRuleset(testUnit.actor, testUnit.unit, { name: kind, kind, score_above })).rulesetId,
        );
      }
      for (const one of sequence) {
        await run.take(one);
        await run.check();
      }
      while ((await recomputeStep(testUnit.actor, testUnit.unit, 2)) === "working");
      await run.check();
      expect(inOrder(await queuedCrossings(testUnit))).toEqual(inOrder(run.crossings.expected));
      for (const rulesetId of run.rulesetIds) await deleteRuleset(testUnit.actor, testUnit.unit, rulesetId);
      expect(new Set(Object.values(await shown(testUnit)))).toEqual(
        new Set(Object.keys(run.reference.scores()).length ? [0] : []),
      );
    }),
    { numRuns: 12 },
  );
});
