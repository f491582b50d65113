import { createRuleset, streamRulesets } from "@/domain/rulesets/operations";
import { mayReadRulesets, mayWriteRulesets } from "@/domain/rulesets/policy";
import { CreateRulesetBody, Ruleset, RulesetList, RulesetListQuery, rulesetContent } from "@/domain/rulesets/schema";
import { Reply } from "@/lib/http/reply";
import { unitEndpoint } from "@/lib/http/unit-endpoint";

export const GET = unitEndpoint(
  {
    id: "listRulesets",
    tag: "Rules",
    summary: "List the rulesets of the active OU",
    description: "Oldest first.",
    scope: "read",
    allow: mayReadRulesets,
    query: RulesetListQuery,
    responses: { 200: RulesetList },
  },
  { read: async ({ tx, reader, unit, query, again }) => (await streamRulesets(tx, reader, unit, query, again)).items },
);

export const POST = unitEndpoint(
  {
    id: "createRuleset",
    tag: "Rules",
    summary: "Create a ruleset",
    description: "Its kind cannot be changed later. It applies while it is active, from `starts_at` until `ends_at`.",
    scope: "write",
    allow: mayWriteRulesets,
    body: CreateRulesetBody,
    versioned: { content: rulesetContent },
    responses: { 201: Ruleset },
    headers: { Location: "The path of the new ruleset" },
  },
  async ({ tx, actor, unit, body }) => {
    const { rulesetId, ruleset } = await createRuleset(tx, actor, unit, body);
    return new Reply(201, ruleset, { Location: `/rulesets/${rulesetId}` });
  },
);
