import { beforeEach, describe, expect, test } from "vitest";
import * as eventsOperations from "@/domain/events/operations";
import * as rulesetsOperations from "@/domain/rulesets/operations";
import * as rules from "@/domain/rulesets/rules";
import { owner } from "@/testing/database";
import { codeOf, type FiveLeads, makeFiveLeads } from "@/testing/five-leads";
import { asRequests } from "@/testing/requests";
import * as scoresOperations from "./operations";
import { KEPT_CHANGES, Score, ScoreExplanation, ScoreHistory } from "./schema";

const { ingestBatch } = asRequests(eventsOperations);
const { createRuleset } = asRequests(rulesetsOperations);
const { createRule } = asRequests(rules);
const { explainScore, readScore, readScoreHistory } = asRequests(scoresOperations);

let testUnit: FiveLeads["testUnit"];
let leads: FiveLeads["leads"];
let engagement: FiveLeads["engagement"];
beforeEach(async () => {
  ({ testUnit, leads, engagement } = await makeFiveLeads());
});

describe("a score", () => {
  test("is explained by rules and events that add up", async () => {
    const { actor, unit } = testUnit;
    const id = await engagement();
    await createRule(actor, unit, id, { event_type: "viewed", weight: 10 });
    await createRule(actor, unit, id, { event_type: "came", weight: -3 });
    const fit = (await createRuleset(actor, unit, { name: "Fit", kind: "profile" })).rulesetId;
    await createRule(actor, unit, fit, { profile_field: "size", operator: "greater_than", value: 300, weight: 4 });
    const explained = ScoreExplanation.parse((await explainScore(actor, unit, leads[4] ?? "")).parse());
    expect(
      explained.rules.map(({ times, points, events, ruleset_name }) => [times, points, events.length, ruleset_name]),
    ).toEqual([
      [4, 40, 4, "Website"],
      [1, 4, 0, "Fit"],
      [1, -3, 1, "Website"],
    ]);
    const score = Score.parse((await readScore(actor, unit, leads[4] ?? "")).parse());
    expect(score).toMatchObject({
      score: 41,
      ruleset_id: id,
      engagement_scores: { [id]: 37 },
      profile_scores: { [fit]: 4 },
    });
    expect(explained.score).toBe(score.score);
    for (const read of [explainScore, readScore, readScoreHistory]) {
      expect(await codeOf(read(actor, unit, "lead_none") as Promise<unknown>)).toBe("lead_not_found");
    }
  });

  test("has a history as long as the database's ring", async () => {
    const [ring] =
      await owner()`select max(ring_position(n)) + 1 as length from generate_series(1, 2 * ${KEPT_CHANGES}::int) n`;
    expect(ring?.length).toBe(KEPT_CHANGES);
  });

  test("has a history of its changes, bounded", async () => {
    const { actor, unit, org } = testUnit;
    await createRule(actor, unit, await engagement(), { event_type: "viewed", weight: 1 });
    const lead_id = leads[1] ?? "";
    for (let n = 0; n < 4; n += 1)
      await ingestBatch(actor, unit, [
        { event_type: "viewed", lead_id },
        { event_type: "viewed", lead_id },
      ]);
    const read = async () => ScoreHistory.parse((await readScoreHistory(actor, unit, lead_id)).parse()).history;
    expect((await read()).map((point) => point.score)).toEqual([0, 1, 3, 5, 7, 9]);
    // The ring nearly full: as if the score had changed 194 times more.
    await owner()`insert into score_points (org_id, unit_id, lead_id, ring_position, recorded_at, change, score)
      select ${org.orgId}, ${unit.unitId}, ${lead_id}, n - 1, now(), n, n from generate_series(7, 200) n`;
    await owner()`update leads set score_changes = 200 where org_id = ${org.orgId} and lead_id = ${lead_id}`;
    for (let n = 0; n < 2; n += 1) await ingestBatch(actor, unit, [{ event_type: "viewed", lead_id }]);
    const history = await read();
    expect([history.length, history[0]?.score, history.at(-1)?.score]).toEqual([200, 3, 11]);
  });
});
