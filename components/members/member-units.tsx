import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Member } from "@/domain/members/schema";
import { numberText } from "@/lib/number-text";
import { ExtendCell } from "./row-controls-context";

const UNITS_SHOWN = 2;

type Props = {
  member: Member;
  /** Whether the viewer sees every membership, so that "None" is accurate. */
  seesEveryUnit: boolean;
};
type Ending = Member["ou_memberships"][number] & { expires_at: string };

const endsByItself = (membership: Member["ou_memberships"][number]): membership is Ending =>
  membership.expires_at !== null;

/** The org units of a member, in the cell of a list, and which access ends by itself, the soonest first. */
export function MemberUnits({ member, seesEveryUnit }: Props) {
  const memberships = member.ou_memberships;
  if (member.role === "admin") return <span className="text-muted">All</span>;
  if (memberships.length === 0) return <span className="text-muted">{seesEveryUnit ? "None" : "None of yours"}</span>;
  const names = memberships.slice(0, UNITS_SHOWN).map((membership) => membership.unit_name);
  const more = memberships.length - names.length;
  const ending = memberships.filter(endsByItself).sort((a, b) => a.expires_at.localeCompare(b.expires_at));
  return (
    <>
      <span className="wrap-anywhere">
        {names.join(", ")}
        {more > 0 && (
          <span
            className="whitespace-nowrap text-muted tabular-nums"
            title={memberships.map((m) => m.unit_name).join(", ")}
          >
            {" "}
            +{numberText(more)} more
          </span>
        )}
      </span>
      {ending.slice(0, UNITS_SHOWN).map((membership) => (
        <span key={membership.unit_id} className="flex min-h-6 flex-wrap items-center gap-x-1">
          <Badge tone="warn">
            {memberships.length > 1 && `${membership.unit_name} `}
            {memberships.length > 1 ? "ends" : "Ends"} <RelativeTime value={membership.expires_at} />
          </Badge>
          <ExtendCell member={member} membership={membership} />
        </span>
      ))}
    </>
  );
}
