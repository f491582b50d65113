import * as eventsOperations from "@/domain/events/operations";
import * as leadsOperations from "@/domain/leads/operations";
import * as rulesetsOperations from "@/domain/rulesets/operations";
import * as scoresOperations from "@/domain/scores/operations";
import { asRequests } from "./organization";
import { makeUnit, type TestUnit } from "./unit";

const { ingestBatch } = asRequests(eventsOperations);
const { updateLead } = asRequests(leadsOperations);
const { readScore } = asRequests(scoresOperations);
const { createRuleset } = asRequests(rulesetsOperations);

export type FiveLeads = {
  testUnit: TestUnit;
  /** The leads' ids, in their order. */
  leads: string[];
  /** Makes a ruleset of events, called Website, and returns its id. */
  engagement(window?: object): Promise<string>;
  /** Every lead's score, in their order. */
  scores(): Promise<number[]>;
};

/** Five leads in an OU of their own: n has n views; 2 and 4 are of a company of 100 n people. */
export async function makeFiveLeads(): Promise<FiveLeads> {
  const testUnit = await makeUnit();
  const { actor, unit } = testUnit;
  const view = (n: number) => ({ event_type: "viewed", aliases: [{ alias_kind: "cookie", raw_value: `c${n}` }] });
  const came = (n: number) => ({ ...view(n), event_type: "came" });
  const numbers = [0, 1, 2, 3, 4];
  const events = numbers.flatMap((n) => [came(n), ...Array.from({ length: n }, () => view(n))]);
  const items = await ingestBatch(actor, unit, events);
  const ids = items.map((item) => ("taken" in item ? item.taken.lead_id : ""));
  const leads = [...new Set(ids)];
  for (const n of [2, 4]) await updateLead(actor, unit, leads[n] ?? "", { profile: { size: 100 * n } });
  return {
    testUnit,
    leads,
    engagement: async (window = {}) =>
      (await createRuleset(actor, unit, { name: "Website", kind: "engagement", ...window })).rulesetId,
    scores: () => Promise.all(leads.map(async (id) => (await readScore(actor, unit, id)).parse().score)),
  };
}

/** The code of a refusal. */
export const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "nothing refused",
    (error) => error.code,
  );
