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
    allow: mayReadLeads,
    params: LeadParams,
    versioned: leadVersion,
    responses: { 200: LeadDetail },
    refusals: ["lead_not_found"],
  },
  ({ tx, actor, unit, params }) => readLead(tx, actor, unit, params.leadID),
);

export const PUT = unitEndpoint(
  {
    id: "updateLead",
    tag: "Leads",
    summary: "Set a lead's owner, profile and aliases",
    description: "Each that is sent replaces what was there, whole; each that is absent stays. The score follows.",
    allow: mayWriteLeads,
    params: LeadParams,
    body: LeadBody,
    versioned: leadVersion,
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
      "The lead and everything of theirs in this OU: those merged into it, events, aliases, scores, history, and the answers kept for an Idempotency-Key.",
    allow: mayWriteLeads,
    params: LeadParams,
    versioned: leadVersion,
    responses: { 204: null },
    refusals: ["lead_not_found"],
  },
  ({ tx, actor, unit, params }) => eraseLead(tx, actor, unit, params.leadID),
);
