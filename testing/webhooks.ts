import { createEndpoint } from "@/domain/webhooks/operations";
import type { CreateWebhookEndpointInput } from "@/domain/webhooks/schema";
import { sendNext } from "@/domain/webhooks/send";
import { provideEnv } from "@/lib/env";
import { resolveHost } from "@/lib/post-once";
import { owner } from "./database";
import { until } from "./launch";
import type { TestOrganization } from "./organization";
import { asRequests } from "./requests";

const operations = asRequests({ createEndpoint });

/** Lets webhooks of this file's tests go to servers of their own. */
export const allowLoopback = () => provideEnv({ DANGEROUSLY_ALLOW_WEBHOOKS_TO_LOOPBACK: "on" });

/** Limits that tests need not wait for. */
export const quick = {
  milliseconds: 300,
  answerBytes: 1024,
  resolve: resolveHost,
  turnMilliseconds: 60,
  leaseMilliseconds: 30_000,
  failingSeconds: 5 * 24 * 3600,
  slots: 200,
  slotsPerEndpoint: 5,
};

export type TestEndpoint = { orgId: string; endpointId: string; secret: string };

/** Adds an endpoint to the organization, as POST /webhook-endpoints does. */
export async function addEndpoint(
  org: TestOrganization,
  url: string,
  input: Partial<CreateWebhookEndpointInput> = {},
): Promise<TestEndpoint> {
  const { endpointId, endpoint } = await operations.createEndpoint(org.admin, {
    url,
    event_types: ["org_unit.*"],
    ...input,
  });
  return { orgId: org.orgId, endpointId, secret: endpoint.parse().secret };
}

/** The status of each delivery, with the status and the failure of its last attempt. */
export const outcomesOf = async (endpoint: TestEndpoint) =>
  (await deliveriesOf(endpoint)).map(({ status, attempts }) => [
    status,
    attempts.at(-1)?.status,
    attempts.at(-1)?.error,
  ]);

type Delivery = {
  delivery_id: string;
  type: string;
  status: string;
  tries: number;
  seconds: number | null;
  attempts: { status: number | null; error: string | null; answer: string | null }[];
};

/** An endpoint's deliveries in their order, and in how many seconds each is tried again. */
export const deliveriesOf = ({ endpointId }: TestEndpoint) =>
  owner()<Delivery[]>`
    select delivery_id, type, status, tries, attempts, extract(epoch from next_at - now())::float8 as seconds
      from endpoint_deliveries where endpoint_id = ${endpointId} order by delivery_id`;

/** Sends what is due for an endpoint as its job does, until nothing is due or on its way. */
export async function sendAll(endpoint: TestEndpoint, limits = quick): Promise<void> {
  await sendNext(endpoint, limits);
  await until("all to be sent", async () => {
    const [row] = await owner()`select count(*)::int as left from endpoint_deliveries
      where endpoint_id = ${endpoint.endpointId} and status = 'pending' and (next_at <= now() or attempts = '[]')`;
    return row?.left === 0;
  });
}

/** Makes everything that waits for a further attempt due now. */
export const makeDue = ({ endpointId }: TestEndpoint) =>
  owner()`update endpoint_deliveries set next_at = now() where endpoint_id = ${endpointId} and next_at is not null`;
