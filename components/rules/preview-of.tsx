"use client";

import { useEffect, useState } from "react";
import { FormError } from "@/components/forms/form-error";
import type { PreviewInput, RulesetPreview } from "@/domain/rulesets/schema";
import { ChangePreview } from "./change-preview";
import { readPreview } from "./use-preview";

/** What a change would do, read as soon as it is shown. */
export function PreviewOf({ rulesetId, change }: { rulesetId: string; change: PreviewInput }) {
  const [preview, setPreview] = useState<RulesetPreview | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const written = JSON.stringify(change);
  useEffect(() => {
    let isCurrent = true;
    readPreview(rulesetId, JSON.parse(written)).then(
      (read) => isCurrent && setPreview(read),
      (error: unknown) => isCurrent && setFailure(error),
    );
    return () => {
      isCurrent = false;
    };
  }, [rulesetId, written]);
  return (
    <div className="mt-3 min-h-10">
      <ChangePreview preview={preview} />
      <FormError error={failure} />
    </div>
  );
}
