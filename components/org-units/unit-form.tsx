"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { DialogForm } from "@/components/forms/dialog-form";
import { FormDialog } from "@/components/forms/form-dialog";
import { useApiForm } from "@/components/forms/use-api-form";
import { InputField } from "@/components/ui/field";
import { CreateOrgUnitBody, type OrgUnit, orgUnitContent, slugOf, UpdateOrgUnitBody } from "@/domain/org-units/schema";
import { api } from "@/lib/http/api-client";

export type EditedUnit = Pick<OrgUnit, "unit_id" | "name" | "slug" | "external_ref" | "group">;
type Props = { unit?: EditedUnit; open: boolean; onClose: () => void };

/** Creates an OU, or renames the given one. */
export function UnitFormDialog({ unit, open, onClose }: Props) {
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={unit ? `Rename ${unit.name}` : "Create an org unit"}
      description={
        unit ? "Its slug follows the name; its id and members stay." : "It starts empty; only org admins have access."
      }
    >
      <UnitForm {...(unit ? { unit } : {})} onSaved={onClose} />
    </FormDialog>
  );
}

const words = { name: "Name", external_ref: "External reference", group: "Group" };
const emptyAsNull = (value: string | null) => value?.trim() || null;

function UnitForm({ unit, onSaved }: { unit?: EditedUnit; onSaved: () => void }) {
  const router = useRouter();
  const form = useApiForm({
    schema: unit ? UpdateOrgUnitBody : CreateOrgUnitBody,
    defaultValues: { name: unit?.name ?? "", external_ref: unit?.external_ref ?? null, group: unit?.group ?? null },
    fieldOf: { org_unit_name_taken: "name", external_ref_taken: "external_ref" },
    edited: unit && { seen: orgUnitContent(unit), valuesOf: orgUnitContent, words },
    async save(input, version) {
      const saved = unit
        ? await api<OrgUnit>("PUT", `/org-units/${unit.unit_id}`, input, version)
        : await api<OrgUnit>("POST", "/org-units", input);
      toast.success(unit ? `Saved ${saved.name}` : `Created ${saved.name}`);
      router.refresh();
      onSaved();
    },
  });
  const { field, watch } = form;
  const typedName = watch("name").trim();

  return (
    <DialogForm form={form} action={[unit ? "Save" : "Create org unit", "Saving…"]}>
      <InputField
        label="Name"
        autoComplete="off"
        hint={<SlugPreview name={typedName} {...(unit ? { unit } : {})} />}
        {...field("name")}
      />
      <InputField
        label="External reference (optional)"
        autoComplete="off"
        hint="This org unit's id in another system, such as a CRM. Unique in the organization."
        {...field("external_ref", { setValueAs: emptyAsNull })}
      />
      <InputField
        label="Group (optional)"
        autoComplete="off"
        hint="A heading that org units share in the list. It changes nobody's access."
        {...field("group", { setValueAs: emptyAsNull })}
      />
    </DialogForm>
  );
}

function SlugPreview({ name, unit }: { name: string; unit?: EditedUnit }) {
  if (name === "") return "Up to 100 characters. The slug is made from it.";
  const isUnchanged = unit?.name === name;
  return (
    <>
      Slug <code className="break-all text-text">{isUnchanged ? unit.slug : slugOf(name)}</code>
      {!isUnchanged && ", with a number added if another org unit has it."}
    </>
  );
}
