import type { Tx } from "@/db/scope";
import type { ReadUnit, UnitReader } from "@/domain/access/reader";
import { DomainError } from "@/lib/errors";
import { createGate } from "@/lib/gate";
import { validate } from "@/lib/http/validate";
import { type Batch, mapBatch } from "@/lib/json-items";
import { keysOf } from "@/lib/json-object";
import { ingestEvents, type Taken } from "./ingest";
import { IngestEvent, LARGEST_BATCH, METADATA_LIMIT_BYTES, METADATA_LIMIT_KEYS } from "./schema";

/** The result of one item of a batch: stored, or why it was refused. */
export type BatchItem = { taken: Taken } | { refusal: DomainError };

// A batch keeps a core busy for a second. More at once would slow each other down until their statements time out, and use
// up everybody's connections, so they take turns by organization.
export const takeBatchTurn = createGate({
  name: "batch",
  slots: 2,
  queueLimit: 100,
  queueLimitPerKey: 50,
  waitMilliseconds: 20_000,
});

/** How many faults a batch lists in all; after that, each refused item lists only its first. */
const MOST_FAULTS = 1_000;

const fault = (pointer: string, detail: string) => new DomainError("invalid_content", undefined, [{ pointer, detail }]);

/** Stores one event. Throws invalid_content, metadata_too_large, lead_not_found. */
export async function ingestOne(tx: Tx, reader: UnitReader, unit: ReadUnit, body: object): Promise<Taken> {
  const [item] = (await ingestEach(tx, reader, unit, [body])) as [BatchItem];
  if ("refusal" in item) throw item.refusal;
  return item.taken;
}

/** Stores the valid events of several requests in one transaction, and returns a result for each, in order. */
export const ingestEach = (tx: Tx, reader: UnitReader, unit: ReadUnit, bodies: readonly object[]) =>
  store(tx, reader, unit, bodies.map(checkedOrRefused));

/**
 * Stores the valid events of a batch in one transaction, and returns a result for each item in order. Throws
 * invalid_content for a batch that is empty or too long, malformed_body.
 */
export async function ingestBatch(tx: Tx, reader: UnitReader, unit: ReadUnit, body: Batch): Promise<BatchItem[]> {
  if (body.length === 0 || body.length > LARGEST_BATCH) throw fault("", `must hold 1 to ${LARGEST_BATCH} events`);
  let left = MOST_FAULTS;
  const items = await mapBatch(body, (item) => {
    const checked = checkedOrRefused(item);
    if (!(checked instanceof DomainError) || !checked.faults) return checked;
    const faults = checked.faults.slice(0, Math.max(1, left));
    left -= faults.length;
    return new DomainError(checked.code, checked.detail, faults);
  });
  return store(tx, reader, unit, items);
}

async function store(
  tx: Tx,
  reader: UnitReader,
  unit: ReadUnit,
  items: readonly (IngestEvent | DomainError)[],
): Promise<BatchItem[]> {
  const events = items.filter((item): item is IngestEvent => !(item instanceof DomainError));
  const taken = (await ingestEvents(tx, reader, unit, events)).values();
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
