"use client";

import { Pencil } from "lucide-react";
import { useRouter } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import { toast } from "sonner";
import { ConfirmAction } from "@/components/forms/confirm-action";
import { FormError } from "@/components/forms/form-error";
import { useReturningFocus } from "@/components/forms/use-returning-focus";
import { Button } from "@/components/ui/button";
import type { Rule, RuleContent, RuleInput, Ruleset } from "@/domain/rulesets/schema";
import { api, unlessGone } from "@/lib/http/api-client";
import { ruleWords } from "./content-words";
import { RuleMenu } from "./rule-menu";
import { useOrder } from "./rule-order";
import { RuleSentence } from "./rule-sentence";
import { conditionText } from "./rule-words";
import { useMoveRule } from "./use-move-rule";

// The form and its schema are loaded when somebody is about to edit, not with the list.
const load = () => import("./rule-form");
const RuleForm = lazy(() => load().then((module) => ({ default: module.RuleForm })));
const PreviewWithout = lazy(() => import("./preview-without").then((module) => ({ default: module.PreviewWithout })));

type Props = {
  ruleset: Ruleset;
  /** All of the ruleset, as people have arranged them. */
  rules: Rule[];
  rule: Rule;
  seen: RuleContent;
  label: string;
  mayWrite: boolean;
};

/** A rule as a sentence, or edited in place; a copy begins below it and is only made when it is saved. */
export function RuleItem({ ruleset, rules, rule, seen, label, mayWrite }: Props) {
  const router = useRouter();
  const [open, setOpen] = useState<"edit" | "copy" | null>(null);
  const opener = useReturningFocus(open !== null);
  const [place, last] = [rules.indexOf(rule) + 1, rules.length];
  const { row, onKeyDown, moveBy, failure } = useMoveRule(rule, place, last);
  const isArranged = useOrder() === "";
  const path = `/rulesets/${ruleset.id}/rules`;

  async function save(input: RuleInput, version?: string) {
    if (open === "copy") await api("POST", path, input);
    else await api("PUT", `${path}/${rule.id}`, input, version);
    toast.success(open === "copy" ? "Added the rule" : "Saved the rule");
    setOpen(null);
    router.refresh();
  }

  const form = (
    <Suspense fallback={<div className="min-h-11" />}>
      <RuleForm
        ruleset={ruleset}
        rules={rules}
        rule={open === "edit" ? rule : undefined}
        copyOf={rule}
        save={save}
        onCancel={() => setOpen(null)}
      />
    </Suspense>
  );
  if (open === "edit") return <li>{form}</li>;
  return (
    <li ref={row} className="min-h-11 py-1">
      <div className="flex min-h-9 items-center gap-x-2">
        <RuleSentence rule={rule} />
        {mayWrite && (
          <>
            <Button
              ref={opener}
              kind="quiet"
              className="px-2"
              aria-label={`Edit: ${label}`}
              onPointerEnter={load}
              onFocus={load}
              onClick={() => setOpen("edit")}
              onKeyDown={isArranged ? onKeyDown : undefined}
            >
              <Pencil aria-hidden size={15} />
            </Button>
            <ConfirmAction
              trigger="Remove"
              opener={(ask) => (
                <RuleMenu
                  label={label}
                  onKeyDown={isArranged ? onKeyDown : undefined}
                  items={[
                    ...(isArranged && place > 1 ? [{ name: "Move up", keys: "Alt ↑", act: () => moveBy(-1) }] : []),
                    ...(isArranged && place < last ? [{ name: "Move down", keys: "Alt ↓", act: () => moveBy(1) }] : []),
                    { name: "Duplicate", act: () => setOpen("copy") },
                    { name: "Remove…", act: ask },
                  ]}
                />
              )}
              title={`Remove the rule ${conditionText(rule)}?`}
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
                api("DELETE", `${path}/${rule.id}`, undefined, version).catch(unlessGone("rule_not_found"))
              }
            />
          </>
        )}
      </div>
      <FormError error={failure} />
      {open === "copy" && form}
    </li>
  );
}
