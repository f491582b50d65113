"use client";

import { useRouter } from "next/navigation";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { toast } from "sonner";
import { ConfirmAction } from "@/components/forms/confirm-action";
import { useReturningFocus } from "@/components/forms/use-returning-focus";
import { Button } from "@/components/ui/button";
import type { Rule, Ruleset, RulesetContent, UpdateRulesetInput } from "@/domain/rulesets/schema";
import { api, unlessGone } from "@/lib/http/api-client";
import { numberText } from "@/lib/number-text";
import { rulesetWords } from "./content-words";

const load = () => import("./ruleset-form");
const RulesetForm = lazy(() => load().then((module) => ({ default: module.RulesetForm })));
const PreviewWithout = lazy(() => import("./preview-without").then((module) => ({ default: module.PreviewWithout })));

type Props = { ruleset: Ruleset; seen: RulesetContent; rules: Rule[]; label: string; heading: ReactNode };

/** A ruleset's heading with its actions; its form opens in place. */
export function RulesetActions({ ruleset, seen, rules, label, heading }: Props) {
  const router = useRouter();
  const [isEditing, setEditing] = useState(false);
  const opener = useReturningFocus(isEditing);

  async function save(input: UpdateRulesetInput, version?: string) {
    await api("PUT", `/rulesets/${ruleset.id}`, input, version);
    toast.success(`Saved ${input.name}`);
    setEditing(false);
    router.refresh();
  }

  return (
    <>
      <div className="mb-1 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        {heading}
        <span className="flex gap-2">
          <Button
            ref={opener}
            disabled={isEditing}
            aria-label={`Edit ${label}`}
            onPointerEnter={load}
            onFocus={load}
            onClick={() => setEditing(true)}
          >
            Edit
          </Button>
          <ConfirmAction
            trigger="Remove"
            triggerLabel={`Remove ${label}`}
            title={`Remove the ruleset ${ruleset.name}?`}
            consequence={
              <>
                <p>
                  {rules.length === 1 ? "Its one rule is" : `Its ${numberText(rules.length)} rules are`} removed too,
                  and this cannot be undone. To keep it for later, edit it and make it inactive.
                </p>
                <Suspense fallback={<div className="mt-3 min-h-10" />}>
                  <PreviewWithout ruleset={ruleset} rules={rules} />
                </Suspense>
              </>
            }
            confirm="Remove ruleset"
            done={`Removed ${ruleset.name}`}
            focusAfterId="content"
            edited={{ seen, words: rulesetWords }}
            act={(version) =>
              api("DELETE", `/rulesets/${ruleset.id}`, undefined, version).catch(unlessGone("ruleset_not_found"))
            }
          />
        </span>
      </div>
      {isEditing && (
        <Suspense fallback={<div className="min-h-40" />}>
          <RulesetForm ruleset={ruleset} save={save} onCancel={() => setEditing(false)} />
        </Suspense>
      )}
    </>
  );
}
