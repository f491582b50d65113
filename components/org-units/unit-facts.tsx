import type { ReactNode } from "react";
import { roleNames } from "@/components/members/role-words";
import { CopyButton } from "@/components/ui/copy-button";
import type { OrgUnit } from "@/domain/org-units/schema";
import type { Role } from "@/lib/roles";

/** What identifies an OU, each to be copied, and the reader's role in it. */
export function UnitFacts({ unit, role }: { unit: OrgUnit; role: Role }) {
  return (
    <dl className="grid grid-cols-[8rem_1fr] items-center gap-x-4 gap-y-1 border-line border-y py-3 lg:grid-cols-[auto_1fr_auto_1fr]">
      <Fact term="Id" text={unit.unit_id} />
      <Fact term="Slug" text={unit.slug} />
      <Fact term="External reference" text={unit.external_ref} />
      <Fact term="Your role">{roleNames[role]}</Fact>
    </dl>
  );
}

function Fact({ term, text, children }: { term: string; text?: string | null; children?: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd className="flex min-h-8 min-w-0 items-center gap-1">
        {text ? (
          <>
            <code className="break-all max-sm:text-xs">{text}</code>
            <CopyButton text={text} label={`Copy the ${term.toLowerCase()}`} />
          </>
        ) : (
          (children ?? <span className="text-muted">None</span>)
        )}
      </dd>
    </>
  );
}
