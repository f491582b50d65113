"use client";

import { useRouter } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import { toast } from "sonner";
import { ConfirmAction } from "@/components/forms/confirm-action";
import { useReturningFocus } from "@/components/forms/use-returning-focus";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { Rule, RuleContent, RuleInput, Ruleset } from "@/domain/rulesets/schema";
import { api, unlessGone } from "@/lib/http/api-client";
import { ruleWords } from "./content-words";
import { conditionText, pointsText } from "./rule-words";

// The form and its schema are loaded when somebody is about to edit, not with the list.
const load = () => import("./rule-form");
const RuleForm = lazy(() => load().then((module) => ({ default: module.RuleForm })));
const PreviewWithout = lazy(() => import("./preview-without").then((module) => ({ default: module.PreviewWithout })));

type Props = { ruleset: Ruleset; rules: Rule[]; rule: Rule; seen: RuleContent; label: string; mayWrite: boolean };

/** A rule, shown or edited in place. */
export function RuleItem({ ruleset, rules, rule, seen, label, mayWrite }: Props) {
  const router = useRouter();
  const [isEditing, setEditing] = useState(false);
  const opener = useReturningFocus(isEditing);
  const text = conditionText(rule);

  async function save(input: RuleInput, version?: string) {
    await api("PUT", `/rulesets/${ruleset.id}/rules/${rule.id}`, input, version);
    toast.success("Saved the rule");
    setEditing(false);
    router.refresh();
  }

  if (isEditing) {
    return (
      <li>
        <Suspense fallback={<div className="min-h-11" />}>
          <RuleForm ruleset={ruleset} rules={rules} rule={rule} save={save} onCancel={() => setEditing(false)} />
        </Suspense>
      </li>
    );
  }
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 py-1">
      <span className={`min-w-32 flex-1 wrap-anywhere ${rule.active ? "" : "text-muted"}`}>
        {text} {!rule.active && <Badge>Off</Badge>}
      </span>
      <span className={`w-16 text-right font-medium tabular-nums ${rule.active ? "" : "text-muted"}`}>
        {pointsText(rule.weight)}
      </span>
      {mayWrite && (
        <span className="flex gap-2 max-sm:w-full max-sm:justify-end">
          <Button
            ref={opener}
            aria-label={`Edit: ${label}`}
            onPointerEnter={load}
            onFocus={load}
            onClick={() => setEditing(true)}
          >
            Edit
          </Button>
          <ConfirmAction
            trigger="Remove"
            triggerLabel={`Remove: ${label}`}
            title={`Remove the rule ${text}?`}
            consequence={
              <>
                <p>Scores are recomputed without it. This cannot be undone, but you can add the same rule again.</p>
                <Suspense fallback={<div className="mt-3 min-h-10" />}>
                  <PreviewWithout ruleset={ruleset} rules={rules} rule={rule} />
                </Suspense>
              </>
            }
            confirm="Remove rule"
            done="Removed the rule"
            focusAfterId={ruleset.id}
            edited={{ seen, words: ruleWords }}
            act={(version) =>
              api("DELETE", `/rulesets/${ruleset.id}/rules/${rule.id}`, undefined, version).catch(
                unlessGone("rule_not_found"),
              )
            }
          />
        </span>
      )}
    </li>
  );
}
