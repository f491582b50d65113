"use client";

import { useEffect } from "react";
import { Conflict } from "@/components/forms/conflict";
import { FormError } from "@/components/forms/form-error";
import { useApiForm } from "@/components/forms/use-api-form";
import { useUnsavedGuard } from "@/components/forms/use-unsaved-guard";
import { InputField, Options, SelectField } from "@/components/ui/field";
import {
  operators,
  type PreviewInput,
  type Rule,
  type RuleInput,
  type Ruleset,
  ruleContent,
} from "@/domain/rulesets/schema";
import { ChangePreview } from "./change-preview";
import { ruleWords } from "./content-words";
import { FormActions } from "./form-actions";
import { ruleForm, ruleFormValues, ruleInputOf } from "./rule-form-schema";
import { operatorWords } from "./rule-words";
import { usePreview } from "./use-preview";

type Props = {
  ruleset: Ruleset;
  /** All rules of the ruleset, for the preview. */
  rules: Rule[];
  /** The rule to edit; without it, a new one is created. */
  rule?: Rule | undefined;
  /** The rule that a new one begins as. */
  copyOf?: Rule | undefined;
  save: (input: RuleInput, version?: string) => Promise<void>;
  onCancel: () => void;
};

/** Edits a rule in its place in the list. */
export function RuleForm({ ruleset, rules, rule, copyOf, save, onCancel }: Props) {
  const changeOf = (input: RuleInput): PreviewInput => ({
    rules: rule
      ? rules.map((one) => (one.id === rule.id ? input : ruleInputOf(one)))
      : [...rules.map(ruleInputOf), input],
  });
  const schema = ruleForm(ruleset.kind);
  const read = (): RuleInput | null => schema.safeParse(getValues()).data ?? null;
  const {
    preview,
    isOld,
    follow,
    ask,
    settle,
    submit: act,
  } = usePreview({ rulesetId: ruleset.id, changeOf, save, read });
  const { register, field, getValues, setFocus, submit, failure, conflict, formState } = useApiForm({
    schema,
    defaultValues: ruleFormValues(rule ?? copyOf),
    edited: rule && { seen: ruleContent(rule), valuesOf: ruleFormValues, words: ruleWords },
    save: act,
  });
  const isEngagement = ruleset.kind === "engagement";
  useUnsavedGuard(formState.isDirty && !formState.isSubmitting);
  useEffect(() => setFocus(isEngagement ? "event_type" : "profile_field"), [setFocus, isEngagement]);

  return (
    <form
      onSubmit={(event) => submit(event).finally(settle)}
      onInput={follow}
      noValidate
      aria-label={rule ? "Edit the rule" : `New rule in ${ruleset.name}`}
      className="space-y-3 bg-raised px-3 py-3"
    >
      <FormError error={failure} />
      {conflict && <Conflict {...conflict} />}
      <div className="flex flex-wrap gap-3 *:min-w-0 *:max-sm:w-full">
        {isEngagement ? (
          <div className="flex-1 basis-56">
            <InputField
              label="Event type"
              autoComplete="off"
              placeholder="pricing_page_viewed"
              {...field("event_type")}
            />
          </div>
        ) : (
          <>
            <div className="flex-1 basis-36">
              <InputField
                label="Profile field"
                autoComplete="off"
                placeholder="employees"
                {...field("profile_field")}
              />
            </div>
            <div className="flex-1 basis-32">
              <SelectField label="Comparison" {...field("operator")}>
                <Options values={operators} names={operatorWords} />
              </SelectField>
            </div>
            <div className="flex-1 basis-36">
              <InputField label="Value" autoComplete="off" placeholder="200" {...field("value")} />
            </div>
          </>
        )}
        <div className="sm:w-28">
          <InputField label="Points" inputMode="numeric" autoComplete="off" {...field("weight")} />
        </div>
      </div>
      <label className="flex min-h-6 w-fit items-center gap-2">
        <input type="checkbox" className="size-4" {...register("active")} />
        The rule is active
      </label>
      <ChangePreview preview={preview} isOld={isOld} />
      <FormActions onAsk={ask} onCancel={onCancel} isBusy={formState.isSubmitting} save={rule ? "Save" : "Add rule"} />
    </form>
  );
}
