import { pageLeads } from "@/domain/leads/list-leads";
import { createLead, readLead } from "@/domain/leads/operations";
import { leadsReply, totalHeaders } from "@/domain/leads/page";
import { mayReadLeads, mayWriteLeads } from "@/domain/leads/policy";
import { LeadBody, LeadDetail, LeadListQuery, LeadPage, leadContent } from "@/domain/leads/schema";
import { Reply } from "@/lib/http/reply";
import { unitEndpoint } from "@/lib/http/unit-endpoint";

export const GET = unitEndpoint(
  {
    id: "listLeads",
    tag: "Leads",
    summary: "List the leads of the active OU",
    description:
      "Highest score first, unless `sort` says otherwise. Page numbers work up to the 10,000th lead; the `Link` header works at any depth. With a filter, leads are counted up to 10,000: beyond that, `total` is 10,000 and `X-Total-Exact` is false.",
    scope: "read",
    allow: mayReadLeads,
    query: LeadListQuery,
    responses: { 200: LeadPage },
    headers: totalHeaders,
  },
  { read: async ({ tx, reader, unit, query }) => leadsReply(query, await pageLeads(tx, reader, unit, query)) },
);

export const POST = unitEndpoint(
  {
    id: "createLead",
    tag: "Leads",
    summary: "Create a lead",
    description: "With its owner, profile and aliases. An alias of another lead in the OU is refused.",
    scope: "write",
    allow: mayWriteLeads,
    body: LeadBody,
    versioned: { content: leadContent },
    about: ({ lead_id }: LeadDetail) => [lead_id],
    responses: { 201: LeadDetail },
    headers: { Location: "The path of the new lead" },
    refusals: ["alias_taken"],
  },
  async ({ tx, actor, unit, body }) => {
    const leadId = await createLead(tx, actor, unit, body);
    return new Reply(201, await readLead(tx, actor, unit, leadId), { Location: `/leads/${leadId}` });
  },
);
