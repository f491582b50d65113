import { roleNames } from "@/components/members/role-words";
import { type ChosenUnit, UnitRolesField } from "@/components/members/unit-roles-field";
import { CheckboxField, Options, SelectField } from "@/components/ui/field";
import type { ChangeOp } from "@/lib/access-change";
import { type Role, roles } from "@/lib/roles";
import { type Draft, losesRole } from "./change-draft";
import { EndField } from "./end-field";

type Props = {
  op: ChangeOp;
  draft: Draft;
  units: ChosenUnit[];
  /** Whether the person tried to go on while a field was missing. */
  isMissing: boolean;
  onChange: (draft: Draft) => void;
};

/** What the review dialog asks for besides the members: a role, org units, an end. */
export function ChangeFields({ op, draft, units, isMissing, onChange }: Props) {
  const change = (part: Partial<Draft>) => onChange({ ...draft, ...part });
  return (
    <>
      {op === "set_org_role" && (
        <SelectField
          label="Org role"
          value={draft.role}
          onChange={(event) => change({ role: event.target.value as Role | "" })}
          error={isMissing && !draft.role ? "choose a role" : undefined}
        >
          <option value="">Choose a role</option>
          <Options values={roles} names={roleNames} />
        </SelectField>
      )}
      {(op === "grant" || op === "revoke") && (
        <UnitRolesField
          units={units}
          value={draft.units}
          firstRole="viewer"
          withoutRoles={op === "revoke"}
          error={isMissing && draft.units.length === 0 ? "Choose at least one org unit" : undefined}
          onChange={(chosen) => change({ units: chosen })}
        />
      )}
      {op === "grant" && <EndField value={draft.endsAt} onChange={(endsAt) => change({ endsAt })} />}
      {losesRole(op, draft.role) && (
        <CheckboxField
          label="End what they created too"
          hint="The service accounts they made, and the invitations they sent that nobody has accepted."
          checked={draft.endsCreated}
          onChange={(event) => change({ endsCreated: event.target.checked })}
        />
      )}
    </>
  );
}
