"use client";

import { useEffect } from "react";
import { z } from "zod";
import { Conflict } from "@/components/forms/conflict";
import { FormError } from "@/components/forms/form-error";
import { useApiForm } from "@/components/forms/use-api-form";
import { useUnsavedGuard } from "@/components/forms/use-unsaved-guard";
import { InputField } from "@/components/ui/field";
import {
  type Ruleset,
  type RulesetContent,
  rulesetContent,
  UpdateRulesetBody,
  type UpdateRulesetInput,
} from "@/domain/rulesets/schema";
import { ChangePreview } from "./change-preview";
import { rulesetWords } from "./content-words";
import { FormActions } from "./form-actions";
import { usePreview } from "./use-preview";
import { localTime, utcTime } from "./window-times";

const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

const form = z
  .object({
    name: z.string(),
    active: z.boolean(),
    starts_at: z.string(),
    ends_at: z.string(),
    score_above: z.string(),
  })
  .transform(
    ({ starts_at, ends_at, score_above, ...rest }): UpdateRulesetInput => ({
      ...rest,
      starts_at: utcTime(starts_at),
      ends_at: utcTime(ends_at),
      score_above: score_above.trim() === "" ? null : Number(score_above),
    }),
  )
  .refine(({ starts_at, ends_at }) => !starts_at || !ends_at || starts_at < ends_at, {
    path: ["ends_at"],
    message: "must be after the start",
  })
  .pipe(UpdateRulesetBody);

const valuesOf = ({ name, active, starts_at, ends_at, score_above }: RulesetContent): z.input<typeof form> => ({
  name,
  active,
  starts_at: localTime(starts_at),
  ends_at: localTime(ends_at),
  score_above: String(score_above ?? ""),
});

type Props = {
  ruleset: Ruleset;
  save: (input: UpdateRulesetInput, version?: string) => Promise<void>;
  onCancel: () => void;
};

/** Edits a ruleset's name, switch, active period and threshold in place. */
export function RulesetForm({ ruleset, save, onCancel }: Props) {
  const changeOf = ({ name: _name, score_above: _above, ...change }: UpdateRulesetInput) => change;
  const read = (): UpdateRulesetInput | null => form.safeParse(getValues()).data ?? null;
  const {
    preview,
    isOld,
    follow,
    ask,
    settle,
    submit: act,
  } = usePreview({ rulesetId: ruleset.id, changeOf, save, read });
  const { register, field, getValues, setFocus, submit, failure, conflict, formState } = useApiForm({
    schema: form,
    defaultValues: valuesOf(ruleset),
    edited: { seen: rulesetContent(ruleset), valuesOf, words: rulesetWords },
    save: act,
  });
  useUnsavedGuard(formState.isDirty && !formState.isSubmitting);
  useEffect(() => setFocus("name"), [setFocus]);

  return (
    <form
      onSubmit={(event) => submit(event).finally(settle)}
      onInput={follow}
      noValidate
      aria-label={`Edit ${ruleset.name}`}
      className="mb-3 space-y-3 rounded-md bg-raised px-3 py-3"
    >
      <FormError error={failure} />
      {conflict && <Conflict {...conflict} />}
      <div className="grid gap-3 sm:grid-cols-[2fr_1fr_1fr]">
        <InputField label="Name" autoComplete="off" {...field("name")} />
        <InputField label={`Active from (${zone})`} type="datetime-local" {...field("starts_at")} />
        <InputField label={`Active until (${zone})`} type="datetime-local" {...field("ends_at")} />
      </div>
      <InputField
        label="Announce scores above"
        inputMode="numeric"
        autoComplete="off"
        className="sm:max-w-40"
        hint={
          <>
            When a lead's whole score rises above it, webhooks get the event <code>lead.score_crossed</code>. Empty:
            none.
          </>
        }
        {...field("score_above")}
      />
      <label className="flex min-h-6 w-fit items-center gap-2">
        <input type="checkbox" className="size-4" {...register("active")} />
        The ruleset is active
      </label>
      <ChangePreview preview={preview} isOld={isOld} />
      <FormActions onAsk={ask} onCancel={onCancel} isBusy={formState.isSubmitting} />
    </form>
  );
}
