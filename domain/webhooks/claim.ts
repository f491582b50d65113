import { sql } from "drizzle-orm";
import { bySystem } from "@/db/audit-journal";
import { endpointDeliveries as deliveries } from "@/db/schema/endpoint-deliveries";
import { type Tx, withScope } from "@/db/scope";
import { forOrganization } from "@/domain/access/operator";
import { wakeEndpoint } from "./operations";
import { eventJson } from "./present";

/** An endpoint, as its job names it. */
export type EndpointKey = { orgId: string; endpointId: string };

/** A delivery that is to be sent now. */
export type Claimed = {
  deliveryId: string;
  /** The attempts before this one. */
  tries: number;
  /** When it was due; it is due then again if this attempt is broken off. */
  dueAt: string;
  /** Names the turn that it has until it is answered. */
  turn: string;
  url: string;
  /** The secrets that sign it, sealed. */
  secrets: string[];
  body: string;
};

/** How long the next delivery waits for the answer to the one before, and after what time an attempt counts as lost. */
export type Turns = { turnMilliseconds: number; leaseMilliseconds: number };

const milliseconds = (number: number) => sql`make_interval(secs => ${number / 1000}::float8)`;

/** Runs work on an endpoint's deliveries, as the system. */
export const asWebhooks = <T>({ orgId }: EndpointKey, work: (tx: Tx) => Promise<T>): Promise<T> =>
  withScope(forOrganization(orgId), work, bySystem);

/** Claims the delivery that leaves next, or gives null (db/functions/claim_delivery.sql). */
export async function claimDelivery(tx: Tx, { orgId, endpointId }: EndpointKey, turns: Turns): Promise<Claimed | null> {
  const [row] = await tx.execute<{ claimed: string | null }>(sql`
    select claim_delivery(${orgId}, ${endpointId}, ${milliseconds(turns.turnMilliseconds)},
                          ${milliseconds(turns.leaseMilliseconds)})::text as claimed`);
  if (!row?.claimed) return null;
  const claimed = JSON.parse(row.claimed) as Omit<Claimed, "body">;
  const [event] = await tx.execute<{ body: string }>(sql`
    select ${eventJson}::text as body from ${deliveries}
     where ${deliveries.orgId} = ${orgId} and ${deliveries.deliveryId} = ${claimed.deliveryId}`);
  return { ...claimed, body: event?.body ?? "{}" };
}

/** Asks again in a moment, because this process has no room for another delivery. */
export const postpone = (key: EndpointKey): Promise<void> =>
  asWebhooks(key, (tx) => wakeEndpoint(tx, key.orgId, key.endpointId, 1));
