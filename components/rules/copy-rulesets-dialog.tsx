"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useState } from "react";
import { toast } from "sonner";
import { DialogForm } from "@/components/forms/dialog-form";
import { FormDialog } from "@/components/forms/form-dialog";
import { useDryRun } from "@/components/forms/use-dry-run";
import { useOnce } from "@/components/forms/use-once";
import { SelectField } from "@/components/ui/field";
import { roleAmong, type UnitRoles } from "@/domain/access/policy";
import type { NamedUnit } from "@/domain/org-units/schema";
import type { RulesetCopies } from "@/domain/rulesets/schema";
import { api } from "@/lib/http/api-client";
import { countText } from "@/lib/number-text";
import { CopyPreview } from "./copy-preview";

export type CopyDialogProps = {
  /** The OU that the copies are added to. */
  unit: NamedUnit;
  /** The reader's roles, by OU. */
  roles: UnitRoles;
  /** The names of the rulesets that it has. */
  names: string[];
};
type Props = CopyDialogProps & { open: boolean; onClose: () => void };

/** Copies the rulesets of another OU, after saying what would be added. */
export function CopyRulesetsDialog({ open, onClose, ...rest }: Props) {
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={`Copy rules to ${rest.unit.name}`}
      description="Adds all rulesets of another org unit, with their rules. Rulesets here stay, and later changes there are not copied."
    >
      <CopyForm {...rest} onSaved={onClose} />
    </FormDialog>
  );
}

function CopyForm({ unit, roles, names, onSaved }: CopyDialogProps & { onSaved: () => void }) {
  const router = useRouter();
  const [units, setUnits] = useState<NamedUnit[] | null>(null);
  const [unread, setUnread] = useState<unknown>(null);
  const [from, setFrom] = useState("");
  const { once, isRunning, failure } = useOnce();
  const path = `/org-units/${unit.unit_id}/rulesets/copy`;
  const preview = useDryRun<RulesetCopies>(path, from ? { from_unit_id: from } : null);
  const copies = preview.answer?.rulesets;

  useEffect(() => {
    const mayCopy = ({ unit_id: id }: NamedUnit) =>
      id !== unit.unit_id && (roleAmong(roles, id) ?? "viewer") !== "viewer";
    api<NamedUnit[]>("GET", "/org-units").then((all) => setUnits(all.filter(mayCopy)), setUnread);
  }, [unit.unit_id, roles]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!copies?.length) return;
    await once(async () => {
      await api("POST", path, { from_unit_id: from });
      toast.success(`Copied ${countText(copies.length, "ruleset")}`);
      router.refresh();
      onSaved();
    });
  }

  const stops = failure ?? preview.failure ?? unread;
  return (
    <DialogForm
      form={{ submit, failure: stops, formState: { isDirty: false, isSubmitting: isRunning } }}
      action={["Copy rulesets", "Copying…"]}
    >
      <SelectField
        label="From"
        value={from}
        onChange={(event) => setFrom(event.target.value)}
        hint={units?.length === 0 ? "There is no other org unit whose rules you may change." : undefined}
      >
        <option value="">{units ? "Choose an org unit" : "Loading…"}</option>
        {units?.map(({ unit_id: id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      {from && <CopyPreview copies={copies} names={names} />}
    </DialogForm>
  );
}
