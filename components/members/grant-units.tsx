"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { type End, EndField } from "@/components/access-changes/end-field";
import { DialogForm } from "@/components/forms/dialog-form";
import { FormDialog } from "@/components/forms/form-dialog";
import { useOnce } from "@/components/forms/use-once";
import { grantMembership } from "@/components/org-units/grant-membership";
import { Button } from "@/components/ui/button";
import { countText } from "@/lib/number-text";
import type { Role } from "@/lib/roles";
import { type ChosenUnit, UnitRolesField } from "./unit-roles-field";

type Member = { org_member_id: string; name: string };
type Props = { member: Member; units: ChosenUnit[] };

/** Grants a member roles in more OUs. */
export function GrantUnits({ member, units }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Plus aria-hidden size={15} />
        Grant org units
      </Button>
      <FormDialog open={isOpen} onClose={() => setOpen(false)} title={`Grant ${member.name} access to org units`}>
        <GrantForm member={member} units={units} onSaved={() => setOpen(false)} />
      </FormDialog>
    </>
  );
}

type Chosen = { unit_id: string; role: Role };

function GrantForm({ member, units, onSaved }: Props & { onSaved: () => void }) {
  const router = useRouter();
  const [chosen, setChosen] = useState<Chosen[]>([]);
  const [endsAt, setEndsAt] = useState<End>(null);
  const { once, isRunning, failure } = useOnce();
  const [isMissing, setMissing] = useState(false);

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setMissing(chosen.length === 0);
    if (chosen.length === 0) return event.currentTarget.querySelector("input")?.focus();
    if (endsAt === undefined) return; // the field asks for a day
    await once(async () => {
      // Granting twice is harmless, so after a failure everything can be sent again.
      for (const { unit_id, role } of chosen) {
        await grantMembership(unit_id, member.org_member_id, { role, expires_at: endsAt });
      }
      toast.success(`Granted ${member.name} access to ${countText(chosen.length, "org unit")}`);
      onSaved();
    });
    router.refresh();
  }

  const form = { submit: save, failure, formState: { isDirty: chosen.length > 0, isSubmitting: isRunning } };
  return (
    <DialogForm form={form} action={["Grant access", "Granting…"]}>
      <UnitRolesField
        units={units}
        value={chosen}
        firstRole="viewer"
        error={isMissing && chosen.length === 0 ? "Choose at least one org unit" : undefined}
        onChange={setChosen}
      />
      <EndField value={endsAt} onChange={setEndsAt} />
    </DialogForm>
  );
}
