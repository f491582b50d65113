import { beforeEach, describe, expect, test } from "vitest";
import { codeOf, type FiveLeads, makeFiveLeads } from "@/testing/five-leads";
import { asRequests, owner } from "@/testing/organization";
import { makeUnit, type TestUnit } from "@/testing/unit";
import * as rulesetsOperations from "./operations";
import * as preview from "./preview";
import { MOST_PAIRS, takePreviewTurn } from "./preview";
import * as rules from "./rules";
import { RulesetPreview } from "./schema";

const { createRuleset } = asRequests(rulesetsOperations);
const { previewRuleset } = asRequests(preview);
const { createRule, listRules, updateRule } = asRequests(rules);

let testUnit: FiveLeads["testUnit"];
let engagement: FiveLeads["engagement"];
let scores: FiveLeads["scores"];
beforeEach(async () => {
  ({ testUnit, engagement, scores } = await makeFiveLeads());
});

test("a preview predicts what the change does", async () => {
  const { actor, unit } = testUnit;
  const id = await engagement();
  await createRule(actor, unit, id, { event_type: "viewed", weight: 10 });
  await createRule(actor, unit, id, { event_type: "came", weight: 7 });
  const before = await scores();
  const input = {
    rules: [
      { event_type: "viewed", weight: -15 },
      { event_type: "came", weight: 7 },
    ],
  };
  const preview = RulesetPreview.parse((await previewRuleset(actor, unit, id, input)).parse());
  expect(preview).toMatchObject({ leads: 5, changed: 4, raised: 0, lowered: 4 });
  const rules = (await listRules(actor, unit, id)).parse();
  const viewed = rules.find((rule) => rule.event_type === "viewed")?.id ?? "";
  await updateRule(actor, unit, id, viewed, { event_type: "viewed", weight: -15 });
  const moves = (await scores()).map((score, n) => score - (before[n] ?? 0));
  for (const { from, to, leads: count } of preview.distribution) {
    const inside = moves.filter((by) => by !== 0 && by >= (from ?? -Infinity) && by <= (to ?? Infinity));
    expect({ from, to, count }).toEqual({ from, to, count: inside.length });
  }
  expect(preview.distribution.reduce((sum, step) => sum + step.leads, 0)).toBe(4);
  const off = (await previewRuleset(actor, unit, id, { active: false })).parse();
  expect(off).toMatchObject({ changed: 5, raised: 4, lowered: 1 });
  expect((await previewRuleset(actor, unit, id, {})).parse()).toMatchObject({ changed: 0 });
  expect(await codeOf(previewRuleset(actor, unit, "rset_none", {}))).toBe("ruleset_not_found");
});

describe("a preview is bounded", () => {
  const fields = (count: number) =>
    Array.from({ length: count }, (_, n) => ({
      profile_field: `f${n}`,
      operator: "equals" as const,
      value: "x",
      weight: 1,
    }));

  test("by the number of profile rules that would change, times the leads", async () => {
    const { actor, unit, org } = await makeUnit();
    const { rulesetId: id } = await createRuleset(actor, unit, { name: "Fit", kind: "profile" });
    await owner()`insert into lead_tallies (org_id, unit_id, slot, leads) values (${org.orgId}, ${unit.unitId}, 0, ${MOST_PAIRS / 10})`;
    expect((await previewRuleset(actor, unit, id, { rules: fields(10) })).parse().changed).toBe(0);
    expect(await codeOf(previewRuleset(actor, unit, id, { rules: fields(11) }))).toBe("preview_too_large");
    await createRule(actor, unit, id, fields(1)[0] ?? { weight: 1 });
    expect(await codeOf(previewRuleset(actor, unit, id, { rules: fields(11) })), "what stays costs nothing").toBe(
      "nothing refused",
    );
  });

  test("one organization's previews do not hold up another's", async () => {
    const [one, other] = [await makeUnit(), await makeUnit()];
    const order: string[] = [];
    const preview = async ({ actor, unit }: TestUnit, name: string) => {
      const { rulesetId: id } = await createRuleset(actor, unit, { name, kind: "profile" });
      return () =>
        takePreviewTurn(actor.orgId, () => previewRuleset(actor, unit, id, { active: true })).then(() =>
          order.push(name),
        );
    };
    const [ofOne, ofOther] = [await preview(one, "one"), await preview(other, "other")];
    let end = () => {};
    const held = takePreviewTurn(one.org.orgId, () => new Promise<void>((resolve) => (end = resolve)));
    const waiting = [ofOne(), ofOne(), ofOne(), ofOther()];
    await new Promise((resolve) => setImmediate(resolve));
    end();
    await Promise.all([held, ...waiting]);
    expect(order).toEqual(["one", "other", "one", "one"]);
    const many = Array.from({ length: 32 }, ofOne);
    const results = await Promise.allSettled(many);
    expect(results.filter(({ status }) => status === "rejected").length).toBe(11);
  });
});
