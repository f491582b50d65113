import { afterAll, beforeAll, expect, test } from "vitest";
import * as orgUnits from "@/domain/org-units/operations";
import * as webhooks from "@/domain/webhooks/operations";
import { provideEnv } from "@/lib/env";
import { work } from "@/server/worker";
import { owner } from "./database";
import { until } from "./launch";
import { makeOrganization } from "./organization";
import { asRequests } from "./requests";
import { hang, openReceiver, status } from "./webhook-receiver";
import { addEndpoint, allowLoopback, type TestEndpoint } from "./webhooks";

const QUEUED = 100_000;
const MOST_MILLISECONDS = 2_000;
const { createOrgUnit, deleteEndpoint } = asRequests({ ...orgUnits, ...webhooks });

const stop = new AbortController();
let ended: Promise<void>;
beforeAll(() => {
  allowLoopback();
  provideEnv({ WORKER_CONCURRENCY: "1" });
  ended = work(stop.signal);
});
afterAll(async () => {
  stop.abort();
  await ended;
});

async function queue({ orgId, endpointId }: TestEndpoint): Promise<void> {
  await owner()`insert into endpoint_deliveries (org_id, delivery_id, endpoint_id, type, happened_at, data, next_at)
    select ${orgId}, ${endpointId} || lpad(n::text, 6, '0'), ${endpointId}, 'rule.created', now()::text, '{}', now()
      from generate_series(1, ${QUEUED}::int) n`;
  await owner()`select graphile_worker.add_job('deliver_webhooks',
    json_build_object('org_id', ${orgId}::text, 'endpoint_id', ${endpointId}::text), job_key := ${endpointId})`;
}

test.each([
  ["hangs", hang],
  ["fails at once", status(500)],
  ["works", status(204)],
])(
  `${QUEUED} deliveries for an endpoint that %s don't delay those of others, in the same organization or another`,
  async (_what, respond) => {
    const [busy, healthy] = [await openReceiver(respond), await openReceiver()];
    const [org, other] = [await makeOrganization(), await makeOrganization()];
    const endpoint = await addEndpoint(org, busy.url, { event_types: ["rule.*"] });
    await queue(endpoint);
    await until("it to be busy", () => busy.received.length > 0);
    for (const one of [org, other]) await addEndpoint(one, healthy.url);
    let slowest = 0;
    for (let n = 0; n < 20; n += 1) {
      const count = healthy.received.length + 2;
      const start = performance.now();
      for (const one of [org, other]) await createOrgUnit(one.admin, { name: `OU ${n}` });
      await until("both to arrive", () => healthy.received.length === count);
      slowest = Math.max(slowest, performance.now() - start);
    }
    expect(slowest).toBeLessThan(MOST_MILLISECONDS);
    const [left] =
      await owner()`select count(*)::int as n from endpoint_deliveries where org_id = ${org.orgId} and tries = 0
      and type = 'rule.created'`;
    expect(left?.n, "the others are still waiting").toBeGreaterThan(QUEUED / 2);
    await deleteEndpoint(org.admin, endpoint.endpointId);
  },
);
