import { LeadParams } from "@/domain/leads/schema";
import { explainScore } from "@/domain/scores/operations";
import { mayReadScores } from "@/domain/scores/policy";
import { ScoreExplanation } from "@/domain/scores/schema";
import { unitEndpoint } from "@/lib/http/unit-endpoint";

export const GET = unitEndpoint(
  {
    id: "explainScore",
    tag: "Scores",
    summary: "Explain a lead's score: the points of each rule",
    scope: "read",
    allow: mayReadScores,
    params: LeadParams,
    responses: { 200: ScoreExplanation },
    refusals: ["lead_not_found"],
  },
  { read: ({ tx, reader, unit, params }) => explainScore(tx, reader, unit, params.leadID) },
);
