"use client";

import { useEffect, useState } from "react";
import { FormError } from "@/components/forms/form-error";
import type { Rule, Ruleset, RulesetPreview } from "@/domain/rulesets/schema";
import { ChangePreview } from "./change-preview";
import { ruleInputOf } from "./rule-form-schema";
import { readPreview } from "./use-preview";

type Props = { ruleset: Ruleset; rules: Rule[]; rule?: Rule };

/** Previews the scores without a rule, or without any of the ruleset's rules; loads when it is shown. */
export function PreviewWithout({ ruleset, rules, rule }: Props) {
  const [preview, setPreview] = useState<RulesetPreview | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const left = rule ? rules.filter((one) => one.id !== rule.id) : [];
  const written = JSON.stringify({ rules: left.map(ruleInputOf) });
  useEffect(() => {
    let isCurrent = true;
    readPreview(ruleset.id, JSON.parse(written)).then(
      (read) => isCurrent && setPreview(read),
      (error: unknown) => isCurrent && setFailure(error),
    );
    return () => {
      isCurrent = false;
    };
  }, [ruleset.id, written]);
  return (
    <div className="mt-3 min-h-10">
      <ChangePreview preview={preview} />
      <FormError error={failure} />
    </div>
  );
}
