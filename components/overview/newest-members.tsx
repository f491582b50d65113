import { roleNames } from "@/components/members/role-words";
import { StatusBadge } from "@/components/members/status-badge";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Overview } from "@/domain/overview/schema";

/** The most recently added members. */
export function NewestMembers({ newest }: { newest: Overview["newest"] }) {
  return (
    <ol className="divide-y divide-line border-line border-t">
      {newest.map((member) => (
        <li key={member.org_member_id} className="flex min-h-10 flex-wrap items-center gap-x-3 py-1">
          <Link
            href={`/dashboard/members/${member.org_member_id}`}
            className="min-w-0 wrap-anywhere py-0.5 font-medium text-text"
          >
            {member.first_name} {member.last_name}
          </Link>
          <Badge tone={member.role === "admin" ? "accent" : "neutral"}>{roleNames[member.role]}</Badge>
          <StatusBadge status={member.status} />
          <span className="ml-auto text-muted text-sm">
            <RelativeTime value={member.created_at} />
          </span>
        </li>
      ))}
    </ol>
  );
}
