import { type SQL, sql } from "drizzle-orm";
import { endpointDeliveries as deliveries } from "@/db/schema/endpoint-deliveries";
import { webhookEndpoints as endpoints } from "@/db/schema/webhook-endpoints";
import type { Tx } from "@/db/scope";
import type { Posted } from "@/lib/post-once";
import { timestampOf } from "@/lib/timestamp";
import type { Claimed, EndpointKey } from "./claim";
import { disableEndpoint } from "./disable";
import { retrySeconds } from "./retry";
import type { WebhookAttempt } from "./schema";

const KEPT_ATTEMPTS = 20;
const GONE = 410;
const UNCHANGED = sql`failing_since`;

/** An attempt: what came of it, when it began and how long it took. */
export type Outcome = Posted & { began: Date; milliseconds: number };

const isSuccess = ({ status }: Posted) => status !== null && status >= 200 && status < 300;

function attemptOf({ url }: Claimed, outcome: Outcome): WebhookAttempt {
  const { began, milliseconds, status } = outcome;
  const facts = { at: timestampOf(began), url, milliseconds: Math.round(milliseconds) };
  return status === null
    ? { ...facts, status, error: outcome.error, answer: null }
    : { ...facts, status, error: null, answer: outcome.answer };
}

/** Whether this attempt is the last, and else after how many seconds the next follows. */
function nextOf(
  { tries }: Claimed,
  outcome: Outcome,
): { status: "pending" | "delivered" | "failed"; seconds?: number } {
  if (isSuccess(outcome)) return { status: "delivered" };
  if (outcome.status === null && outcome.error === "event_gone") return { status: "failed" };
  const seconds = retrySeconds(tries + 1, outcome.status === null ? 0 : outcome.retryAfterSeconds);
  return outcome.status === GONE || seconds === undefined ? { status: "failed" } : { status: "pending", seconds };
}

// After ten minutes of failures an endpoint is tried every ten seconds only, whatever waits for it, until it works again.
const nextTurn = (turn: string, failingSince: SQL) => sql`
  case when ${failingSince} < now() - interval '10 minutes' then statement_timestamp() + interval '10 seconds'
       else nullif(next_turn_at, ${turn}::text::timestamptz) end`;

/** Frees the turn, if it is still this delivery's, and notes whether the endpoint works. Returns how long it has failed. */
async function noteEndpoint(tx: Tx, { orgId, endpointId }: EndpointKey, { turn }: Claimed, failingSince: SQL) {
  const [row] = await tx.execute<{ url: string; active: boolean; failing: number }>(sql`
    update ${endpoints} set next_turn_at = ${nextTurn(turn, failingSince)}, failing_since = ${failingSince}
     where ${endpoints.orgId} = ${orgId} and ${endpoints.endpointId} = ${endpointId}
    returning url, active, coalesce(extract(epoch from now() - failing_since), 0)::float8 as failing`);
  return row;
}

/**
 * Records an attempt: its answer, and when the delivery is sent again; an endpoint that is gone, or has failed for
 * `failingSeconds`, is disabled.
 */
export async function recordAttempt(
  tx: Tx,
  key: EndpointKey,
  claimed: Claimed,
  outcome: Outcome,
  failingSeconds: number,
): Promise<void> {
  const { status, seconds } = nextOf(claimed, outcome);
  const attempt = JSON.stringify([attemptOf(claimed, outcome)]);
  await tx.execute(sql`select lock_webhooks(${key.orgId})`);
  await tx.execute(sql`
    update ${deliveries} set status = ${status}, tries = tries + 1,
           next_at = statement_timestamp() + make_interval(secs => ${seconds ?? null}::float8),
           attempts = (select jsonb_agg(kept.one order by kept.n) from jsonb_array_elements(attempts || ${attempt}::text::jsonb)
                         with ordinality as kept (one, n) where kept.n > jsonb_array_length(attempts) + 1 - ${KEPT_ATTEMPTS}::int)
     where ${deliveries.orgId} = ${key.orgId} and ${deliveries.deliveryId} = ${claimed.deliveryId}`);
  const isOurFault = outcome.status === null && outcome.error === "event_gone";
  const failing = isOurFault
    ? UNCHANGED
    : isSuccess(outcome)
      ? sql`null::timestamptz`
      : sql`coalesce(failing_since, now())`;
  const endpoint = await noteEndpoint(tx, key, claimed, failing);
  if (!endpoint?.active) return;
  if (outcome.status === GONE) await disableEndpoint(tx, key, endpoint.url, "gone");
  else if (endpoint.failing > failingSeconds) await disableEndpoint(tx, key, endpoint.url, "failing");
}

/** Gives a delivery back whose attempt was broken off: it is due again as it was, and nothing is recorded. */
export async function releaseDelivery(tx: Tx, key: EndpointKey, claimed: Claimed): Promise<void> {
  await tx.execute(sql`select lock_webhooks(${key.orgId})`);
  await tx.execute(sql`
    update ${deliveries} set next_at = ${claimed.dueAt}::text::timestamptz
     where ${deliveries.orgId} = ${key.orgId} and ${deliveries.deliveryId} = ${claimed.deliveryId} and status = 'pending'`);
  await noteEndpoint(tx, key, claimed, UNCHANGED);
}
