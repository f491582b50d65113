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
  { read: ({ tx, reader, unit, params }) => readScoreHistory(tx, reader, unit, params.leadID) },
);
