"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { toast } from "sonner";
import { type End, EndField } from "@/components/access-changes/end-field";
import { DialogForm } from "@/components/forms/dialog-form";
import { FormDialog } from "@/components/forms/form-dialog";
import { useOnce } from "@/components/forms/use-once";
import { roleNames } from "@/components/members/role-words";
import { Options, SelectField } from "@/components/ui/field";
import { ApiError } from "@/lib/http/api-client";
import { countText } from "@/lib/number-text";
import { type Role, roles } from "@/lib/roles";
import { grantMembership } from "./grant-membership";
import { type Choice, fullName, MemberPicker } from "./member-picker";

export type GrantingUnit = { unit_id: string; name: string };

/** Grants members access to an OU. */
export function GrantAccessDialog({ unit, open, onClose }: { unit: GrantingUnit; open: boolean; onClose: () => void }) {
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={`Grant access to ${unit.name}`}
      description="It takes effect on the members' next request."
    >
      <GrantForm unit={unit} onSaved={onClose} />
    </FormDialog>
  );
}

/** The access a member already has to the OU, or null. */
function accessOf(member: Choice, unitId: string): string | null {
  if (member.role === "admin") return "org admin, has access to every org unit";
  const membership = member.ou_memberships.find((entry) => entry.unit_id === unitId);
  return membership ? `already ${membership.role} here` : null;
}

const WHAT_IT_ALLOWS: Record<Role, string> = {
  admin: "Reads and writes its data, renames it, and decides who has access.",
  editor: "Reads and writes its data.",
  viewer: "Reads its data.",
};

function GrantForm({ unit, onSaved }: { unit: GrantingUnit; onSaved: () => void }) {
  const router = useRouter();
  const [chosen, setChosen] = useState<Choice[]>([]);
  const [role, setRole] = useState<Role>("viewer");
  const [endsAt, setEndsAt] = useState<End>(null);
  const [missing, setMissing] = useState(false);
  const { once, isRunning, failure } = useOnce();
  const picker = useRef<HTMLInputElement>(null);

  async function grantAll(end: string | null) {
    for (const [index, member] of chosen.entries()) {
      try {
        await grantMembership(unit.unit_id, member.org_member_id, { role, expires_at: end });
      } catch (error) {
        setChosen(chosen.slice(index)); // drop those already granted, so that a retry continues here
        throw naming(member, error);
      }
    }
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    setMissing(chosen.length === 0);
    if (chosen.length === 0) return picker.current?.focus();
    if (endsAt === undefined) return; // the field asks for a day
    await once(async () => {
      await grantAll(endsAt);
      toast.success(`${said(chosen)} now ${chosen.length > 1 ? "have" : "has"} access as ${role}`);
      onSaved();
    });
    router.refresh();
  }

  const form = { submit, failure, formState: { isDirty: chosen.length > 0, isSubmitting: isRunning } };
  return (
    <DialogForm form={form} action={["Grant access", "Granting…"]}>
      <MemberPicker
        label="Members"
        chosenLabel="Members to grant access"
        reasonAgainst={(member) => accessOf(member, unit.unit_id)}
        chosen={chosen}
        onChange={(next) => {
          setChosen(next);
          setMissing(false);
        }}
        error={missing ? "Choose at least one member" : undefined}
        inputRef={picker}
      />
      <SelectField
        label="Role in this org unit"
        value={role}
        onChange={(event) => setRole(event.target.value as Role)}
        hint={WHAT_IT_ALLOWS[role]}
      >
        <Options values={roles} names={roleNames} />
      </SelectField>
      <EndField value={endsAt} onChange={setEndsAt} />
    </DialogForm>
  );
}

const said = (members: Choice[]) => {
  const [first] = members;
  return members.length === 1 && first ? fullName(first) : countText(members.length, "member");
};

function naming(member: Choice, error: unknown): unknown {
  if (!(error instanceof ApiError)) return error;
  const message = `${fullName(member)} was not given access: ${error.message}`;
  return new ApiError(error.status, error.code, message, error.requestId, error.faults);
}
