import { LeadParams } from "@/domain/leads/schema";
import { readScoreHistory } from "@/domain/scores/operations";
import { mayReadScores } from "@/domain/scores/policy";
import { ScoreHistory } from "@/domain/scores/schema";
import { unitEndpoint } from "@/lib/http/unit-endpoint";

export const GET = unitEndpoint(
  {
    id: "getScoreHistory",
    tag: "Scores",
    summary: "Read a lead's score over time",
    scope: "read",
    allow: mayReadScores,
    params: LeadParams,
    responses: { 200: ScoreHistory },
    refusals: ["lead_not_found"],
  },
  ({ tx, actor, unit, params }) => readScoreHistory(tx, actor, unit, params.leadID),
);
