import { z } from "zod";
import { type BatchItem, ingestBatch, ingestOne, takeBatchTurn } from "@/domain/events/operations";
import { mayIngest } from "@/domain/events/policy";
import { INGEST_LIMIT_BYTES, IngestAnswer, IngestBatchAnswer, IngestBody, LARGEST_BATCH } from "@/domain/events/schema";
import { problems } from "@/lib/http/problem";
import { Reply } from "@/lib/http/reply";
import { unitEndpoint } from "@/lib/http/unit-endpoint";
import { isBatch } from "@/lib/json-items";

function shown(item: BatchItem) {
  if ("taken" in item) return { status: 202 as const, ...item.taken };
  const { code, detail, faults } = item.refusal;
  const { status, title } = problems[code];
  return { status, code, detail: detail ?? title, ...(faults ? { errors: [...faults] } : {}) };
}

export const POST = unitEndpoint(
  {
    id: "ingest",
    tag: "Events",
    summary: "Send an event, or up to 1,000 at once",
    description:
      "An unknown alias creates a lead; aliases of two leads merge them into the older one. Scores are up to date when the answer arrives. An array is a batch: its valid items are stored in one transaction, and the results are in the order of the items. The body may be up to 8 MB. With an `Idempotency-Key`, sending the same body again within a day returns the first answer and stores nothing twice; a different body is refused.",
    scope: "ingest",
    allow: mayIngest,
    body: IngestBody,
    bodyLimitBytes: INGEST_LIMIT_BYTES,
    turn: (content) => (isBatch(content) ? takeBatchTurn : undefined),
    largestBatch: LARGEST_BATCH,
    rate: "ingest",
    reads: { "Idempotency-Key": "1 to 255 printable ASCII characters, unique to this request" },
    responses: { 202: z.union([IngestAnswer, IngestBatchAnswer]) },
    refusals: ["lead_not_found", "metadata_too_large", "idempotency_key_reused"],
  },
  async ({ tx, actor, unit, body, request }) => {
    const key = request.headers.get("idempotency-key") ?? undefined;
    if (!isBatch(body)) return new Reply(202, await ingestOne(tx, actor, unit, body, key));
    return new Reply(202, { results: (await ingestBatch(tx, actor, unit, body, key)).map(shown) });
  },
);
