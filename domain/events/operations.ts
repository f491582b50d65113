import { createHash, type Hash } from "node:crypto";
import type { Tx } from "@/db/scope";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { UnitActor } from "@/domain/access/actor";
import { DomainError } from "@/lib/errors";
import { createGate } from "@/lib/gate";
import { validate } from "@/lib/http/validate";
import { type Batch, mapBatch } from "@/lib/json-items";
import { keysOf } from "@/lib/json-object";
import { sha256 } from "@/lib/sha256";
import { ingestEvents, type RequestIdentity, type Taken } from "./ingest";
import { IngestEvent, LARGEST_BATCH, METADATA_LIMIT_BYTES, METADATA_LIMIT_KEYS } from "./schema";

/** The result of one item of a batch: stored, or why it was refused. */
export type BatchItem = { taken: Taken } | { refusal: DomainError };

// A batch keeps a core busy for a second. More at once would slow each other down until their statements time out, and use
// up everybody's connections, so they take turns by organization.
export const takeBatchTurn = createGate({ slots: 2, queueLimit: 100, queueLimitPerKey: 50, waitMilliseconds: 20_000 });

/** How many faults a batch lists in all; after that, each refused item lists only its first. */
const MOST_FAULTS = 1_000;

const fault = (pointer: string, detail: string) => new DomainError("invalid_content", undefined, [{ pointer, detail }]);

/** Stores one event. Throws invalid_content, metadata_too_large, lead_not_found, idempotency_key_reused. */
export async function ingestOne(
  tx: Tx,
  actor: UnitActor,
  unit: ActiveUnit,
  body: object,
  key?: string,
): Promise<Taken> {
  const event = checked(body);
  const identity = identityOf(actor, key, (hash) => hash.update(JSON.stringify(body)));
  const [taken] = await ingestEvents(tx, actor, unit, [event], await identity);
  if (!taken) throw new DomainError("lead_not_found");
  return taken;
}

/**
 * Stores the valid events of a batch in one transaction, and returns a result for each item in order. Throws
 * invalid_content for a batch that is empty or too long, malformed_body, idempotency_key_reused.
 */
export async function ingestBatch(
  tx: Tx,
  actor: UnitActor,
  unit: ActiveUnit,
  body: Batch,
  key?: string,
): Promise<BatchItem[]> {
  if (body.length === 0 || body.length > LARGEST_BATCH) throw fault("", `must hold 1 to ${LARGEST_BATCH} events`);
  let left = MOST_FAULTS;
  const items = await mapBatch(body, (item) => {
    const checked = checkedOrRefused(item);
    if (!(checked instanceof DomainError) || !checked.faults) return checked;
    const faults = checked.faults.slice(0, Math.max(1, left));
    left -= faults.length;
    return new DomainError(checked.code, checked.detail, faults);
  });
  const events = items.filter((item): item is IngestEvent => !(item instanceof DomainError));
  const identity = await identityOf(actor, key, async (hash) => {
    await mapBatch(body, (item, index) => hash.update(`${index === 0 ? "[" : ","}${written(item)}`));
    return hash.update("]");
  });
  const taken = (await ingestEvents(tx, actor, unit, events, identity)).values();
  return items.map((item) => {
    if (item instanceof DomainError) return { refusal: item };
    const kept = taken.next().value;
    return kept ? { taken: kept } : { refusal: new DomainError("lead_not_found") };
  });
}

function checked(body: unknown): IngestEvent {
  const event = validate(IngestEvent, body);
  const { metadata } = event;
  if (metadata === undefined) return event;
  const size = Buffer.byteLength(JSON.stringify(metadata));
  if (size > METADATA_LIMIT_BYTES || keysOf(metadata) > METADATA_LIMIT_KEYS)
    throw new DomainError("metadata_too_large");
  return event;
}

function checkedOrRefused(body: unknown): IngestEvent | DomainError {
  try {
    return checked(body);
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

// Keys are per sender: two programs that both count from 1 don't collide.
async function identityOf(
  actor: UnitActor,
  key: string | undefined,
  hashBody: (hash: Hash) => Hash | Promise<Hash>,
): Promise<RequestIdentity | undefined> {
  if (key === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw fault("/Idempotency-Key", "must be 1 to 255 printable ASCII characters without a blank");
  }
  const sender = actor.kind === "member" ? actor.memberId : actor.credential.id;
  const hash = await hashBody(createHash("sha256"));
  return { requestKey: sha256(`${sender}\0${key}`), bodyHash: hash.digest("hex") };
}

// An item may be nested too deeply for a recursive check. Only that item is refused.
function written(item: unknown): string {
  try {
    return JSON.stringify(item);
  } catch (error) {
    if (error instanceof RangeError) return "too deep";
    throw error;
  }
}
