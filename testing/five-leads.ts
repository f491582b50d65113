import * as eventsOperations from "@/domain/events/operations";
import * as leadsOperations from "@/domain/leads/operations";
import * as rulesetsOperations from "@/domain/rulesets/operations";
import * as scoresOperations from "@/domain/scores/operations";
import { asRequests } from "./requests";
import { makeUnit, type TestUnit } from "./unit";

const { ingestBatch } = asRequests(eventsOperations);
const { updateLead } = asRequests(leadsOperations);
const { readScore } = asRequests(scoresOperations);
const { createRuleset } = asRequests(rulesetsOperations);

export type FiveLeads = {
  testUnit: TestUnit;
  /** The leads' IDs, in order. */
  leads: string[];
  /** Makes an engagement ruleset called Website and returns its ID. */
  engagement(window?: object): Promise<string>;
  /** Each lead's score, in the same order. */
  scores(): Promise<number[]>;
};

/** Makes five leads in a new OU: lead n has n views, and leads 2 and 4 are in a company of 100 n people. */
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

/** The error code with which work was refused, or "nothing refused". */
export const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "nothing refused",
    (error) => error.code,
  );
