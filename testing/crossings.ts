import { newId } from "@/lib/ids";
import { owner } from "./database";
import type { TestUnit } from "./unit";

/** What is sent of a score that has risen above a threshold. */
export type Crossing = { lead: string; ruleset: string; before: number; score: number };

/** Makes a webhook endpoint that wants every crossing of an organization's thresholds. */
export async function wantCrossings({ org }: Pick<TestUnit, "org">): Promise<void> {
  await owner()`insert into webhook_endpoints (org_id, endpoint_id, url, event_types, secret)
    values (${org.orgId}, ${newId("whe")}, 'https://example.com', '{lead.score_crossed}', 'none')`;
}

/** The crossings that are queued for it, in order. */
export async function queuedCrossings({ org }: Pick<TestUnit, "org">): Promise<Crossing[]> {
  const rows = await owner()<{ data: Queued }[]>`
    select data from endpoint_deliveries where org_id = ${org.orgId} and type = 'lead.score_crossed' order by delivery_id`;
  return rows.map(({ data: { target, ruleset, changes } }) => {
    return { lead: target.id, ruleset: ruleset.id, before: changes[0].before, score: changes[0].after };
  });
}

type Queued = {
  target: { id: string };
  ruleset: { id: string };
  changes: [{ before: number; after: number }];
};
