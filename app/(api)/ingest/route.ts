import { z } from "zod";
import { type BatchItem, ingestBatch, ingestEach, ingestOne, takeBatchTurn } from "@/domain/events/operations";
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

type Answer = IngestAnswer | IngestBatchAnswer;

const leadsOf = (answer: Answer) =>
  "results" in answer ? answer.results.flatMap((one) => ("lead_id" in one ? [one.lead_id] : [])) : [answer.lead_id];

export const POST = unitEndpoint(
  {
    id: "ingest",
    tag: "Events",
    summary: "Send an event, or up to 1,000 at once",
    description:
      "An unknown alias creates a lead; aliases of two leads merge them into the older one. Scores are up to date when the answer arrives. An array is a batch: its valid items are stored in one transaction, and the results are in the order of the items. The body may be up to 8 MB.",
    scope: "ingest",
    allow: mayIngest,
    body: IngestBody,
    bodyLimitBytes: INGEST_LIMIT_BYTES,
    turn: (content) => (isBatch(content) ? takeBatchTurn : undefined),
    largestBatch: LARGEST_BATCH,
    rate: "ingest",
    about: leadsOf,
    responses: { 202: z.union([IngestAnswer, IngestBatchAnswer]) },
    refusals: ["lead_not_found", "metadata_too_large"],
  },
  {
    write: async ({ tx, reader, unit, body }) => {
      if (!isBatch(body)) return new Reply(202, await ingestOne(tx, reader, unit, body));
      return new Reply(202, { results: (await ingestBatch(tx, reader, unit, body)).map(shown) });
    },
    together: {
      takes: (body) => !isBatch(body),
      write: async ({ tx, reader, unit }, all) => {
        const items = await ingestEach(
          tx,
          reader,
          unit,
          all.map(({ body }) => body),
        );
        return items.map((item) => ("taken" in item ? new Reply(202, item.taken) : item.refusal));
      },
    },
  },
);
