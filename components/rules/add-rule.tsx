"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import { toast } from "sonner";
import { useReturningFocus } from "@/components/forms/use-returning-focus";
import { Button } from "@/components/ui/button";
import type { Rule, RuleInput, Ruleset } from "@/domain/rulesets/schema";
import { api } from "@/lib/http/api-client";

const load = () => import("./rule-form");
const RuleForm = lazy(() => load().then((module) => ({ default: module.RuleForm })));

/** Adds a rule to a ruleset; its form opens where the rule will be. */
export function AddRule({ ruleset, rules, label }: { ruleset: Ruleset; rules: Rule[]; label: string }) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const opener = useReturningFocus(isOpen);

  async function save(input: RuleInput) {
    await api("POST", `/rulesets/${ruleset.id}/rules`, input);
    toast.success("Added the rule");
    setOpen(false);
    router.refresh();
  }

  if (isOpen) {
    return (
      <Suspense fallback={<div className="min-h-11" />}>
        <RuleForm ruleset={ruleset} rules={rules} save={save} onCancel={() => setOpen(false)} />
      </Suspense>
    );
  }
  return (
    <Button
      ref={opener}
      className="mt-2"
      aria-label={`Add a rule to ${label}`}
      onPointerEnter={load}
      onFocus={load}
      onClick={() => setOpen(true)}
    >
      <Plus aria-hidden size={14} />
      Add rule
    </Button>
  );
}
