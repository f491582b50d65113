import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Member } from "@/domain/members/schema";
import { orgRoleMeanings } from "./org-role-meanings";
import { roleNames } from "./role-words";
import { statusMeanings, statusNames, statusTones } from "./status-words";

/** A member's profile in one column, read-only. */
export function MemberFacts({ member }: { member: Member }) {
  return (
    <dl className="space-y-4">
      <Fact term="E-mail">
        <span className="min-w-0 break-all">{member.email}</span>
        <CopyButton text={member.email} label="Copy the e-mail address" />
      </Fact>
      <Fact term="Org role" note={orgRoleMeanings[member.role]}>
        <Badge tone={member.role === "admin" ? "accent" : "neutral"}>{roleNames[member.role]}</Badge>
      </Fact>
      <Fact term="Status" note={statusMeanings[member.status]}>
        <Badge tone={statusTones[member.status]}>{statusNames[member.status]}</Badge>
      </Fact>
      <Fact term="Added">
        <RelativeTime value={member.created_at} />
      </Fact>
      <Fact term="Id">
        <code className="min-w-0 break-all text-xs">{member.org_member_id}</code>
        <CopyButton text={member.org_member_id} label="Copy the id" />
      </Fact>
    </dl>
  );
}

function Fact({ term, note, children }: { term: string; note?: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted text-sm">{term}</dt>
      <dd>
        <span className="flex min-h-6 items-center gap-1">{children}</span>
        {note && <span className="block text-pretty text-muted text-sm">{note}</span>}
      </dd>
    </div>
  );
}
