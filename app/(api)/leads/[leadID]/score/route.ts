import { LeadParams } from "@/domain/leads/schema";
import { readScore } from "@/domain/scores/operations";
import { mayReadScores } from "@/domain/scores/policy";
import { Score } from "@/domain/scores/schema";
import { unitEndpoint } from "@/lib/http/unit-endpoint";

export const GET = unitEndpoint(
  {
    id: "getLeadScore",
    tag: "Scores",
    summary: "Read a lead's score",
    scope: "read",
    allow: mayReadScores,
    params: LeadParams,
    responses: { 200: Score },
    refusals: ["lead_not_found"],
  },
  { read: ({ tx, reader, unit, params }) => readScore(tx, reader, unit, params.leadID) },
);
