import { expect, test } from "vitest";
import { owner } from "@/testing/database";
import { makeOrganization } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import { addEndpoint, type TestEndpoint } from "@/testing/webhooks";
import * as lastAttempts from "./last-attempts";

const { readLastAttempts } = asRequests(lastAttempts);

const attempt = (at: string, status: number) => ({
  at,
  url: "https://example.com",
  milliseconds: 1,
  status,
  error: null,
  answer: null,
});

async function deliver({ orgId, endpointId }: TestEndpoint, id: string, attempts: object[]) {
  await owner()`insert into endpoint_deliveries (org_id, delivery_id, endpoint_id, type, happened_at, data, attempts, next_at)
    values (${orgId}, ${`whd_${id}`}, ${endpointId}, 'lead.created', 'x', '{}', ${JSON.stringify(attempts)}::text::jsonb, now())`;
}

test("the latest attempt at each endpoint of the organization, not that of the latest delivery", async () => {
  const [org, other] = [await makeOrganization(), await makeOrganization()];
  const url = "https://example.com/hooks";
  const [busy, idle, foreign] = [
    await addEndpoint(org, url),
    await addEndpoint(org, url),
    await addEndpoint(other, url),
  ];
  const again = attempt("2026-01-03T00:00:00Z", 204);
  await deliver(busy, "1", [attempt("2026-01-01T00:00:00Z", 500), again]);
  await deliver(busy, "2", [attempt("2026-01-02T00:00:00Z", 500)]);
  await deliver(busy, "3", []);
  await deliver(idle, "4", []);
  await deliver(foreign, "5", [again]);
  expect((await readLastAttempts(org.admin)).parse()).toEqual({ [busy.endpointId]: again });
});
