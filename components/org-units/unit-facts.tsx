import { roleNames } from "@/components/members/role-words";
import { CopyButton } from "@/components/ui/copy-button";
import { Fact, Facts } from "@/components/ui/facts";
import type { OrgUnit } from "@/domain/org-units/schema";
import type { Role } from "@/lib/roles";

/** An OU's identifiers, ready to copy, and the viewer's role in it. */
export function UnitFacts({ unit, role }: { unit: OrgUnit; role: Role }) {
  return (
    <Facts>
      <Fact term="Id">
        <Copied text={unit.unit_id} label="Copy the id" />
      </Fact>
      <Fact term="Slug">
        <Copied text={unit.slug} label="Copy the slug" />
      </Fact>
      <Fact term="External reference">
        {unit.external_ref ? (
          <Copied text={unit.external_ref} label="Copy the external reference" />
        ) : (
          <span className="text-muted">None</span>
        )}
      </Fact>
      {unit.group && (
        <Fact term="Group">
          <span className="wrap-anywhere">{unit.group}</span>
        </Fact>
      )}
      <Fact term="Your role">{roleNames[role]}</Fact>
    </Facts>
  );
}

function Copied({ text, label }: { text: string; label: string }) {
  return (
    <>
      <code className="break-all max-sm:text-xs">{text}</code>
      <CopyButton text={text} label={label} />
    </>
  );
}
