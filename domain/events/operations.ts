import { createHash } from "node:crypto";
import type { UnitActor } from "@/lib/auth/actor";
import type { ActiveUnit } from "@/lib/auth/resolve-unit";
import { DomainError } from "@/lib/errors";
import { createGate } from "@/lib/gate";
import { validate } from "@/lib/http/validate";
import { ingestEvents, type RequestIdentity, type Taken } from "./ingest";
import { IngestEvent, LARGEST_BATCH, METADATA_LIMIT_BYTES } from "./schema";

/** What became of one item of a batch: kept, or why not. */
export type BatchItem = { taken: Taken } | { refusal: DomainError };

// A batch is a second's work of a core. More of them at once would slow each other until a statement's time is over, and
// take everybody else's connections; so they take turns, organization by organization.
export const takeBatchTurn = createGate({ slots: 2, queueLimit: 100, queueLimitPerKey: 50, waitMilliseconds: 20_000 });

const fault = (pointer: string, detail: string) => new DomainError("invalid_content", undefined, [{ pointer, detail }]);

/** Keeps one event. Throws invalid_content, metadata_too_large, lead_not_found, idempotency_key_reused. */
export async function ingestOne(actor: UnitActor, unit: ActiveUnit, body: object, key?: string): Promise<Taken> {
  const event = checked(body);
  const [taken] = await ingestEvents(actor, unit, [event], identityOf(actor, body, key));
  if (!taken) throw new DomainError("lead_not_found");
  return taken;
}

/**
 * Keeps the events of a batch that can be kept, all in one transaction, and tells of each what became of it, in their
 * order. Throws invalid_content for a batch that is empty or too long, idempotency_key_reused, and overloaded when too many
 * other batches are under way.
 */
export async function ingestBatch(
  actor: UnitActor,
  unit: ActiveUnit,
  body: readonly unknown[],
  key?: string,
): Promise<BatchItem[]> {
  if (body.length === 0 || body.length > LARGEST_BATCH) throw fault("", `must hold 1 to ${LARGEST_BATCH} events`);
  const items = body.map(checkedOrRefused);
  const events = items.filter((item): item is IngestEvent => !(item instanceof DomainError));
  const identity = identityOf(actor, body, key);
  const taken = (await takeBatchTurn(actor.orgId, () => ingestEvents(actor, unit, events, identity))).values();
  return items.map((item) => {
    if (item instanceof DomainError) return { refusal: item };
    const kept = taken.next().value;
    return kept ? { taken: kept } : { refusal: new DomainError("lead_not_found") };
  });
}

function checked(body: unknown): IngestEvent {
  const event = validate(IngestEvent, body);
  const size = event.metadata ? Buffer.byteLength(JSON.stringify(event.metadata)) : 0;
  if (size > METADATA_LIMIT_BYTES) throw new DomainError("metadata_too_large");
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

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

// A key is its sender's own: two programs that count from 1 do not get in each other's way.
function identityOf(actor: UnitActor, body: object, key: string | undefined): RequestIdentity | undefined {
  if (key === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw fault("/Idempotency-Key", "must be 1 to 255 printable ASCII characters without a blank");
  }
  const text = Array.isArray(body) ? `[${body.map(written).join()}]` : JSON.stringify(body);
  const sender = actor.kind === "member" ? actor.memberId : actor.credential.id;
  return { requestKey: sha256(`${sender}\0${key}`), bodyHash: sha256(text) };
}

// An item of a batch may be nested deeper than the stack reaches. It is refused by itself, whatever else is in it.
function written(item: unknown): string {
  try {
    return JSON.stringify(item);
  } catch (error) {
    if (error instanceof RangeError) return "too deep";
    throw error;
  }
}
