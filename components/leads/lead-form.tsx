"use client";

import { useFieldArray } from "react-hook-form";
import { DialogForm } from "@/components/forms/dialog-form";
import { useApiForm } from "@/components/forms/use-api-form";
import { classNames } from "@/components/ui/class-names";
import { InputField, inputStyle, Options } from "@/components/ui/field";
import { type LeadContent, type LeadInput, leadContent } from "@/domain/leads/schema";
import { type AliasKind, aliasWords } from "./alias-words";
import { type LeadFormInput, leadForm, rowsOf } from "./lead-form-schema";
import { leadWords } from "./lead-words";
import { RowFields } from "./row-fields";

type Props = {
  lead: LeadContent;
  /** Whether the lead exists already. */
  isEdited?: boolean;
  /** The submit button's text, idle and while saving. */
  action: [string, string];
  save: (input: LeadInput, version?: string) => Promise<void>;
};

const valuesOf = ({ owner_name, aliases, profile }: LeadContent): LeadFormInput => ({
  owner_name: owner_name ?? "",
  aliases,
  fields: rowsOf(profile),
});

/** Edits a lead's owner, aliases and profile. */
export function LeadForm({ lead, isEdited = false, action, save }: Props) {
  const form = useApiForm({
    schema: leadForm,
    defaultValues: valuesOf(lead),
    edited: isEdited ? { seen: leadContent(lead), valuesOf, words: leadWords } : undefined,
    save,
  });
  const { register, field, control, watch } = form;
  const aliases = useFieldArray({ control, name: "aliases" });
  const fields = useFieldArray({ control, name: "fields" });
  const { errors } = form.formState;

  return (
    <DialogForm form={form} action={action}>
      <RowFields
        legend="Aliases"
        hint="Identifies the lead. Events with one of these belong to it."
        add="Add alias"
        onAdd={() => aliases.append({ alias_kind: "email", raw_value: "" })}
        onRemove={aliases.remove}
        rows={aliases.fields.map(({ id }, index) => ({
          id,
          name: `alias ${index + 1}`,
          error: errors.aliases?.[index]?.raw_value?.message,
          fields: (
            <>
              <select
                aria-label={`Kind of alias ${index + 1}`}
                className={classNames(inputStyle, "w-24 shrink-0 sm:w-32")}
                {...register(`aliases.${index}.alias_kind`)}
              >
                <Options values={Object.keys(aliasWords) as AliasKind[]} names={aliasWords} />
              </select>
              <input
                aria-label={`${aliasWords[watch(`aliases.${index}.alias_kind`)]} ${index + 1}`}
                aria-invalid={errors.aliases?.[index]?.raw_value ? true : undefined}
                aria-describedby={errors.aliases?.[index]?.raw_value ? `${id}-error` : undefined}
                autoComplete="off"
                className={inputStyle}
                {...register(`aliases.${index}.raw_value`)}
              />
            </>
          ),
        }))}
      />
      <RowFields
        legend="Profile"
        hint="Read by profile rules. Lists show the fields name and company."
        add="Add field"
        onAdd={() => fields.append({ field: "", value: "" })}
        onRemove={fields.remove}
        rows={fields.fields.map(({ id }, index) => {
          const error = errors.fields?.[index];
          return {
            id,
            name: `field ${index + 1}`,
            error: error?.field?.message ?? error?.value?.message,
            fields: (
              <>
                <input
                  aria-label={`Name of field ${index + 1}`}
                  aria-invalid={error?.field ? true : undefined}
                  aria-describedby={error?.field ? `${id}-error` : undefined}
                  placeholder="Field"
                  autoComplete="off"
                  className={classNames(inputStyle, "w-28 shrink-0 sm:w-32")}
                  {...register(`fields.${index}.field`)}
                />
                <input
                  aria-label={`Value of field ${index + 1}`}
                  aria-invalid={error?.value ? true : undefined}
                  aria-describedby={error?.value ? `${id}-error` : undefined}
                  placeholder="Value"
                  autoComplete="off"
                  className={inputStyle}
                  {...register(`fields.${index}.value`)}
                />
              </>
            ),
          };
        })}
      />
      <InputField
        label="Owner"
        autoComplete="off"
        hint="Who looks after the lead; leave empty for nobody."
        {...field("owner_name")}
      />
    </DialogForm>
  );
}
