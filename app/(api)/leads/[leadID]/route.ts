import { eraseLead, readLead, updateLead } from "@/domain/leads/operations";
import { mayReadLeads, mayWriteLeads } from "@/domain/leads/policy";
import { LeadBody, LeadDetail, LeadParams } from "@/domain/leads/schema";
import { leadVersion } from "@/domain/leads/version";
import { unitEndpoint } from "@/lib/http/unit-endpoint";

export const GET = unitEndpoint(
  {
    id: "getLead",
    tag: "Leads",
    summary: "Read a lead, with its profile, aliases and latest events",
    scope: "read",
    allow: mayReadLeads,
    params: LeadParams,
    versioned: leadVersion,
    responses: { 200: LeadDetail },
    refusals: ["lead_not_found"],
  },
  { read: ({ tx, reader, unit, params }) => readLead(tx, reader, unit, params.leadID) },
);

export const PUT = unitEndpoint(
  {
    id: "updateLead",
    tag: "Leads",
    summary: "Set a lead's owner, profile and aliases",
    description: "Replaces each field you send as a whole; the others stay. The score is updated.",
    scope: "write",
    allow: mayWriteLeads,
    params: LeadParams,
    body: LeadBody,
    versioned: leadVersion,
    about: ({ lead_id }: LeadDetail) => [lead_id],
    responses: { 200: LeadDetail },
    refusals: ["lead_not_found", "alias_taken"],
  },
  async ({ tx, actor, unit, params, body }) => {
    await updateLead(tx, actor, unit, params.leadID, body);
    return readLead(tx, actor, unit, params.leadID);
  },
);

export const DELETE = unitEndpoint(
  {
    id: "eraseLead",
    tag: "Leads",
    summary: "Erase a person",
    description:
      "Deletes the lead with all its data in this OU: merged leads, events, aliases, scores, history, and answers stored for an `Idempotency-Key`.",
    scope: "write",
    allow: mayWriteLeads,
    params: LeadParams,
    versioned: leadVersion,
    responses: { 204: null },
    refusals: ["lead_not_found"],
  },
  ({ tx, actor, unit, params }) => eraseLead(tx, actor, unit, params.leadID),
);
