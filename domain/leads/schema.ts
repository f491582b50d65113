import { z } from "zod";
import { type AliasKind, aliasFault, aliasKinds } from "@/lib/alias-key";
import { cursorOrNone, type KeyKind } from "@/lib/cursor";
import { inexact } from "@/lib/exact-number";
import { name, pathId, text, timestamp } from "@/lib/fields";
import { isObject } from "@/lib/json-object";
import {
  type AddressParameters,
  addressQuery,
  listParameters,
  searchParameter,
  updatedSince,
} from "@/lib/list-parameters";

/** An alias of a lead, as clients send it. */
export const Alias = z
  .strictObject({
    alias_kind: z.enum(aliasKinds).meta({ description: "The kind of alias", example: "email" }),
    raw_value: text({ min: 1, max: 320 }).meta({
      description:
        "The value: an e-mail address, a phone number, or a name. Placeholders for a missing value (`undefined`, `null`) are refused",
      example: "Ada@Example.com",
    }),
  })
  .superRefine((alias, context) => {
    const fault = aliasFault(alias);
    if (fault) context.addIssue({ code: "custom", path: ["raw_value"], message: fault });
  })
  .meta({ id: "Alias" });

/** The default page size of GET /leads, and how deep page numbers reach. */
export const LEADS_ON_A_PAGE = 25;
export const DEEPEST_LEAD = 10_000;

const points = z.record(z.string(), z.int());

/** A lead's score and its parts by ruleset. */
export const scoreFields = {
  score: z.int().meta({ description: "The sum of the points from active rules", example: 120 }),
  ruleset_id: z
    .string()
    .nullable()
    .meta({ description: "The ruleset that gives the most points, if any", example: "rset_a" }),
  engagement_scores: points.meta({
    description: "Points by engagement ruleset id; rulesets that give none are left out",
    example: { rset_a: 90 },
  }),
  profile_scores: points.meta({
    description: "Points by profile ruleset id; rulesets that give none are left out",
    example: { rset_b: 30 },
  }),
};

const leadId = z.string().meta({ description: "Lead identifier", example: "lead_abc123" });
const owner = { description: "The person responsible for the lead", example: "Grace Okafor" };
const primary = z.string().nullable();

/** A lead as lists show it. */
export const Lead = z
  .object({
    org_id: z.string().meta({ example: "org_abc123" }),
    lead_id: leadId,
    score: scoreFields.score,
    ruleset_id: scoreFields.ruleset_id,
    last_event_at: timestamp().nullable(),
    created_at: timestamp(),
    updated_at: timestamp(),
    owner_name: z.string().nullable().meta(owner),
    engagement_scores: scoreFields.engagement_scores,
    profile_scores: scoreFields.profile_scores,
    ruleset_names: z
      .record(z.string(), z.string().nullable())
      .meta({ description: "Names of the rulesets that give points, by id", example: { rset_a: "Website" } }),
    engagement_primary_ruleset_name: primary.meta({ description: "The engagement ruleset that gives the most points" }),
    profile_primary_ruleset_name: primary.meta({ description: "The profile ruleset that gives the most points" }),
  })
  .meta({ id: "Lead" });

/** An event of a lead's timeline. */
export const LeadEvent = z
  .object({
    event_id: z.string().meta({ example: "evt_abc123" }),
    event_type: z.string().meta({ example: "pricing_page_viewed" }),
    timestamp: timestamp(),
    metadata: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: "LeadEvent" });

const profileValue = z.union([text({ max: 1000 }), z.number(), z.boolean(), z.null()], {
  error: ({ input }) => inexact(input) ?? "must be a text of at most 1000 characters, a number, a boolean or null",
});

const profileFields = z.record(name(100), profileValue);

// Names that collide after normalization, or that an object cannot hold, are refused rather than dropped.
function faultOfNames(names: readonly string[]): [string, string] | undefined {
  const taken = new Set<string>();
  for (const name of names) {
    const kept = name.normalize("NFC").trim();
    if (kept === "__proto__") return [name, "cannot be the name of a field"];
    if (taken.has(kept)) return [name, "is the name of another field too"];
    taken.add(kept);
  }
  return undefined;
}

const profile = z
  .unknown()
  .superRefine((fields, context) => {
    if (!isObject(fields)) return;
    const names = Object.keys(fields);
    const [name, message] = faultOfNames(names) ?? [];
    if (name !== undefined) context.addIssue({ code: "custom", path: [name], message });
    if (names.length > 100) context.addIssue({ code: "custom", message: "must not have more than 100 fields" });
  })
  .meta({
    override: {
      type: "object",
      maxProperties: 100,
      propertyNames: { type: "string", minLength: 1, maxLength: 100 },
      additionalProperties: {
        anyOf: [{ type: "string", maxLength: 1000 }, { type: "number" }, { type: "boolean" }, { type: "null" }],
      },
    },
    description: "Facts about the lead, read by profile rules. `name` and `company` are searched too",
    example: { name: "Ada Lovelace", company: "Analytical Engines", employees: 250 },
  })
  .pipe(profileFields);

/** A lead with its profile and latest events. */
export const LeadDetail = Lead.extend({
  profile: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  aliases: z.array(z.object({ alias_kind: Alias.shape.alias_kind, raw_value: z.string() })),
  events: z.array(LeadEvent).meta({ description: "The latest 50, newest first" }),
}).meta({ id: "LeadDetail" });

/** The body of POST and PUT /leads. */
export const LeadBody = z
  .strictObject({
    owner_name: name(100).nullable().optional().meta(owner),
    profile: profile.optional(),
    aliases: z.array(Alias).max(100).optional().meta({ description: "All aliases of the lead" }),
  })
  .meta({ id: "LeadInput" });

export const LeadParams = z.object({
  leadID: pathId().meta({
    description: "Lead identifier. The id of a merged lead leads to the lead it went into",
    example: "lead_a",
  }),
});

/** The orders of a list of leads; `-` means descending. */
export const leadSorts = ["-score", "score", "-last_event_at", "last_event_at", "-created_at", "created_at"] as const;

const wholeNumber = (what: string) =>
  z
    .string()
    .refine((digits) => /^-?\d{1,15}$/.test(digits), "must be a whole number")
    .transform(Number)
    .optional()
    .meta({ override: { type: "integer" }, description: what });

const isPage = (digits: string) => /^[1-9]\d{0,4}$/.test(digits);

export const LeadListQuery = z.strictObject({
  page: z
    .string()
    .refine(isPage, "must be a number from 1")
    .transform(Number)
    .optional()
    .meta({
      override: { type: "integer", minimum: 1 },
      description: `Page number, from 1; beyond the ${DEEPEST_LEAD.toLocaleString("en")}th lead, continue by cursor`,
    }),
  limit: listParameters.limit.meta({
    override: { type: "integer", minimum: 1, maximum: 200 },
    description: `Leads per page; defaults to ${LEADS_ON_A_PAGE}`,
  }),
  cursor: listParameters.cursor.meta({
    description: "Where to continue, from a `Link` header. Equally fast at any depth; only valid for the same `sort`",
  }),
  min_score: wholeNumber("Only leads with at least this score"),
  max_score: wholeNumber("Only leads with at most this score"),
  event_type: name(100).optional().meta({ description: "Only leads with an event of this type" }),
  last_active: z.enum(["7d", "30d"]).optional().meta({ description: "Only leads active in the last 7 or 30 days" }),
  range: z
    .enum(["today", "yesterday", "last_7d", "last_30d", "last_90d"])
    .optional()
    .meta({ description: "Only leads created in that period; days are in UTC" }),
  updated_since: updatedSince,
  search: searchParameter("owner, name or company").meta({
    override: { type: "string", maxLength: 100 },
    description:
      "Only leads whose owner, profile name or company contains this text (ignoring case and accents), or with an alias that begins with it",
  }),
  sort: z.enum(leadSorts).optional().meta({ description: "The order; defaults to -score, highest first" }),
});

export const LeadPage = z
  .object({
    leads: z.array(Lead),
    total: z.int().meta({ description: "The number of leads; see the X-Total-Exact header" }),
    page: z.int(),
    limit: z.int(),
  })
  .meta({ id: "LeadPage" });

export const TopLeadsQuery = z.strictObject({
  limit: listParameters.limit.meta({
    override: { type: "integer", minimum: 1, maximum: 200 },
    description: "The number of leads; defaults to 10",
  }),
});

export const TopLeads = z
  .object({
    leads: z.array(z.object({ lead_id: leadId, score: scoreFields.score, last_event_at: timestamp().nullable() })),
  })
  .meta({ id: "TopLeads" });

/** The parts of a sort's key, for its cursors. */
export const leadKeyKinds = (sort: LeadSort) =>
  [sort.endsWith("score") ? "number" : "time", "text"] as const satisfies readonly KeyKind[];

/** The query of a page's address, without what is invalid. */
export function leadListQuery(parameters: AddressParameters): LeadListQuery {
  const query = addressQuery(LeadListQuery.shape, parameters);
  const { sort = "-score" } = query;
  return { ...query, cursor: cursorOrNone(query.cursor, sort, leadKeyKinds(sort)) };
}

export type { AliasKind };
export type Alias = z.output<typeof Alias>;
export type LeadSort = (typeof leadSorts)[number];
export type Lead = z.output<typeof Lead>;
/** The part of a lead that PUT replaces, from which its version is computed (contract §10); without the score. */
export const leadContent = ({ owner_name, profile, aliases }: LeadContent): LeadContent => ({
  owner_name,
  profile,
  aliases,
});

export type LeadContent = Pick<LeadDetail, "owner_name" | "profile" | "aliases">;
export type LeadDetail = z.output<typeof LeadDetail>;
export type LeadEvent = z.output<typeof LeadEvent>;
export type LeadInput = z.output<typeof LeadBody>;
export type LeadListQuery = z.output<typeof LeadListQuery>;
export type LeadPage = z.output<typeof LeadPage>;
export type TopLeads = z.output<typeof TopLeads>;
