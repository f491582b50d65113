import { z } from "zod";
import { Alias } from "@/domain/leads/schema";
import { idText, moment, name } from "@/lib/fields";
import { keptObject } from "@/lib/json-object";

/** The most events in a batch. */
export const LARGEST_BATCH = 1000;

/** The largest body of POST /ingest in bytes: a batch of 1,000 events of 8 kB each. */
export const INGEST_LIMIT_BYTES = 8_000_000;

/** The largest metadata of an event in bytes, as JSON in UTF-8. */
export const METADATA_LIMIT_BYTES = 100_000;

/** The most keys in an event's metadata, nested ones included (contract §11). */
export const METADATA_LIMIT_KEYS = 1000;

const DAY_MS = 86_400_000;
function isPossible(time: string): boolean {
  const at = Date.parse(time);
  return at >= 0 && at <= Date.now() + DAY_MS;
}

/** The schema of an event's type, which clients choose. */
export const eventType = () =>
  name(100).meta({ description: "What happened; you choose the name", example: "pricing_page_viewed" });

/** One event as clients send it. */
export const IngestEvent = z
  .strictObject({
    event_type: eventType(),
    lead_id: idText()
      .optional()
      .meta({ description: "The lead it belongs to, if you know its id", example: "lead_abc123" }),
    aliases: z.array(Alias).min(1).max(20).optional().meta({
      description: "The lead's aliases; required without `lead_id`. A new alias is added to the lead, or creates it",
    }),
    timestamp: moment()
      .refine(isPossible, "must be between 1970 and tomorrow")
      .optional()
      .meta({ description: "When it happened (RFC 3339); defaults to now", example: "2025-06-01T10:00:00Z" }),
    metadata: keptObject()
      .optional()
      .meta({
        description: "Anything else about the event: at most 100,000 bytes of JSON, 1,000 keys and 32 levels",
        example: { page: "/pricing", plan: "team" },
      }),
  })
  .refine((event) => event.lead_id !== undefined || event.aliases !== undefined, {
    path: ["aliases"],
    message: "is required where there is no lead_id",
    when: ({ value }) => typeof value === "object" && value !== null, // reported together with the other faults
  })
  .meta({
    example: {
      event_type: "pricing_page_viewed",
      aliases: [{ alias_kind: "email", raw_value: "ada@example.com" }],
      metadata: { page: "/pricing", plan: "team" },
    },
  });

export type IngestEvent = z.output<typeof IngestEvent>;

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
const {
  $schema: _dialect,
  $defs: _shared,
  ...written
} = z.toJSONSchema(IngestEvent, {
  io: "input",
  unrepresentable: "any",
  override: ({ jsonSchema }) => {
    Object.assign(jsonSchema, jsonSchema.override); // as zod's own generator does
    delete jsonSchema.override;
  },
});
// Shared schemas are components of the document, which LeadInput contributes.
const inlineEvent = JSON.parse(JSON.stringify(written).replaceAll("#/$defs/", "#/components/schemas/"));

/** The body of POST /ingest: an event or an array of events. Each item of an array is checked on its own. */
export const IngestBody = z.custom<object>(isObject, { error: "must be an event, or an array of events" }).meta({
  override: { anyOf: [inlineEvent, { type: "array", minItems: 1, maxItems: LARGEST_BATCH, items: inlineEvent }] },
});

/** The answer to one event. */
export const IngestAnswer = z
  .object({
    event_id: z.string().meta({ description: "Event identifier", example: "evt_abc123" }),
    lead_id: z.string().meta({ description: "The lead it belongs to", example: "lead_abc123" }),
  })
  .meta({ id: "IngestAnswer" });

/** The answer to a batch: a result for each event, in order. */
export const IngestBatchAnswer = z
  .object({
    results: z.array(
      z.union([
        IngestAnswer.extend({ status: z.literal(202) }),
        z.object({
          status: z.int().meta({ description: "The status the event would have got on its own", example: 400 }),
          code: z.string().meta({ example: "invalid_content" }),
          detail: z.string(),
          errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
        }),
      ]),
    ),
  })
  .meta({ id: "IngestBatchAnswer" });

export type IngestAnswer = z.output<typeof IngestAnswer>;
export type IngestBatchAnswer = z.output<typeof IngestBatchAnswer>;
