import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { Fact, Facts } from "@/components/ui/facts";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Member } from "@/domain/members/schema";
import { orgRoleMeanings, roleNames } from "./role-words";
import { statusMeanings, statusNames, statusTones } from "./status-words";

/** A member's profile, read-only. */
export function MemberFacts({ member }: { member: Member }) {
  return (
    <Facts>
      <Fact term="E-mail">
        <span className="break-all">{member.email}</span>
        <CopyButton text={member.email} label="Copy the e-mail address" />
      </Fact>
      <Fact term="Org role" note={orgRoleMeanings[member.role]}>
        <Badge tone={member.role === "admin" ? "accent" : "neutral"}>{roleNames[member.role]}</Badge>
      </Fact>
      <Fact term="Status" note={statusMeanings[member.status]}>
        <Badge tone={statusTones[member.status]}>{statusNames[member.status]}</Badge>
      </Fact>
      <Fact term="Id">
        <code className="break-all max-sm:text-xs">{member.org_member_id}</code>
        <CopyButton text={member.org_member_id} label="Copy the id" />
      </Fact>
      <Fact term="Added">
        <RelativeTime value={member.created_at} />
      </Fact>
    </Facts>
  );
}
