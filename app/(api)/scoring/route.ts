import { readScoring } from "@/domain/scores/operations";
import { mayReadScores } from "@/domain/scores/policy";
import { ScoringState } from "@/domain/scores/schema";
import { unitEndpoint } from "@/lib/http/unit-endpoint";

export const GET = unitEndpoint(
  {
    id: "getScoring",
    tag: "Scores",
    summary: "Read whether the scores follow the rules of now",
    description:
      "In an OU of more than 5,000 leads a change of a rule is worked in beside the scores shown, which stay those of the rules of before until all are made.",
    allow: mayReadScores,
    responses: { 200: ScoringState },
  },
  ({ tx, actor, unit }) => readScoring(tx, actor, unit),
);
