import { expect, test } from "vitest";
import { owner } from "@/testing/database";
import { asRequests } from "@/testing/requests";
import { makeUnit } from "@/testing/unit";
import * as rulesetsOperations from "./operations";
import * as rules from "./rules";
import * as readRulesets from "./rulesets-with-rules";

const { createRuleset } = asRequests(rulesetsOperations);
const { createRule, deleteRule, listRules, updateRule } = asRequests(rules);
const { listRulesetsWithRules } = asRequests(readRulesets);

test("rules keep the place that they were moved to, new ones are last, and a move changes no score", async () => {
  const { actor, unit, org } = await makeUnit();
  const { rulesetId: id } = await createRuleset(actor, unit, { name: "Website", kind: "engagement" });
  const ids: Record<string, string> = {};
  const add = async (type: string) => {
    ids[type] = (await createRule(actor, unit, id, { event_type: type, weight: 1 })).ruleId;
  };
  for (const type of ["a", "b", "c"]) await add(type);
  const move = (type: string, position: number) => updateRule(actor, unit, id, ids[type] ?? "", { position });
  const typesOf = (list: { event_type?: string | undefined }[] = []) => list.map((rule) => rule.event_type).join("");
  const shown = async () => typesOf((await listRulesetsWithRules(actor, unit))[0]?.rules);
  const jobs = async () =>
    (await owner()`select from graphile_worker.jobs where key = ${`scores ${unit.unitId}`}`).length;

  expect(await shown()).toBe("abc");
  const before = await jobs();
  expect((await move("c", 1)).parse().position).toBe(1);
  expect(await shown()).toBe("cab");
  await move("c", 2);
  expect(await shown()).toBe("acb");
  expect(await jobs()).toBe(before);
  await add("d");
  expect(await shown()).toBe("acbd");
  await move("a", 1_000);
  expect(await shown()).toBe("cbda");
  await deleteRule(actor, unit, id, ids.b ?? "");
  await move("d", 1);
  expect(await shown()).toBe("dca");
  expect(typesOf((await listRules(actor, unit, id)).parse())).toBe("acd");
  const [entry] = await owner()`select content::jsonb -> 'changes' as changes from audit_entries
    where org_id = ${org.orgId} and action = 'rule.updated' order by entry_id desc limit 1`;
  expect(entry?.changes).toEqual([{ field: "position", before: 2, after: 1 }]);
});
