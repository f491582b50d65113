"use client";

import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";

const load = () => import("./add-ruleset-dialog");
const AddRulesetDialog = lazy(() => load().then((module) => ({ default: module.AddRulesetDialog })));

/** The button that makes a ruleset in the active OU, with its dialog. */
export function AddRuleset() {
  const [dialog, setDialog] = useState<"unopened" | "open" | "closed">("unopened");
  return (
    <>
      <Button kind="primary" onPointerEnter={load} onFocus={load} onClick={() => setDialog("open")}>
        <Plus aria-hidden size={15} />
        Add ruleset
      </Button>
      {dialog !== "unopened" && (
        <Suspense fallback={null}>
          <AddRulesetDialog open={dialog === "open"} onClose={() => setDialog("closed")} />
        </Suspense>
      )}
    </>
  );
}
