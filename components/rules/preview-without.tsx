"use client";

import type { Rule, Ruleset } from "@/domain/rulesets/schema";
import { PreviewOf } from "./preview-of";
import { ruleInputOf } from "./rule-form-schema";

type Props = { ruleset: Ruleset; rules: Rule[]; rule?: Rule };

/** What would change without a rule, or without any of the ruleset's. */
export function PreviewWithout({ ruleset, rules, rule }: Props) {
  const left = rule ? rules.filter((one) => one.id !== rule.id) : [];
  return <PreviewOf rulesetId={ruleset.id} change={{ rules: left.map(ruleInputOf) }} />;
}
