import { mayReadLeads } from "@/domain/leads/policy";
import { TopLeads, TopLeadsQuery } from "@/domain/leads/schema";
import { readTopLeads } from "@/domain/leads/top-leads";
import { unitEndpoint } from "@/lib/http/unit-endpoint";

const DEFAULT_COUNT = 10;

export const GET = unitEndpoint(
  {
    id: "listTopLeads",
    tag: "Leads",
    summary: "List the leads with the highest scores",
    scope: "read",
    allow: mayReadLeads,
    query: TopLeadsQuery,
    responses: { 200: TopLeads },
  },
  { read: ({ tx, reader, unit, query }) => readTopLeads(tx, reader, unit, query.limit ?? DEFAULT_COUNT) },
);
