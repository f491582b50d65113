import { readScoring } from "@/domain/scores/operations";
import { mayReadScores } from "@/domain/scores/policy";
import { ScoringState } from "@/domain/scores/schema";
import { unitEndpoint } from "@/lib/http/unit-endpoint";

export const GET = unitEndpoint(
  {
    id: "getScoring",
    tag: "Scores",
    summary: "Read whether scores are up to date with the current rules",
    description:
      "In an OU with more than 5,000 leads, a rule change recomputes scores in the background. Until all are done, the scores shown follow the previous rules.",
    scope: "read",
    allow: mayReadScores,
    responses: { 200: ScoringState },
  },
  { read: ({ tx, reader, unit }) => readScoring(tx, reader, unit) },
);
