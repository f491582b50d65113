import { cutStyle } from "@/components/data-table/cut";
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
type Membership = Member["ou_memberships"][number];
type Ending = Membership & { expires_at: string };

const endsByItself = (membership: Membership): membership is Ending => membership.expires_at !== null;

/** The org units of a member in the cell of a list: the first two, how many more, and the access that ends first. */
export function MemberUnits({ member, seesEveryUnit }: Props) {
  const memberships = member.ou_memberships;
  if (member.role === "admin") return <span className="text-muted">All</span>;
  if (memberships.length === 0) return <span className="text-muted">{seesEveryUnit ? "None" : "None of yours"}</span>;
  const names = memberships.map((membership) => membership.unit_name);
  const rest = names.slice(UNITS_SHOWN);
  const [ending] = memberships.filter(endsByItself).sort((a, b) => a.expires_at.localeCompare(b.expires_at));
  return (
    <span className="flex items-center gap-x-1.5 max-lg:flex-wrap">
      <span title={names.join(", ")} className={cutStyle}>
        {names.slice(0, UNITS_SHOWN).join(", ")}
      </span>
      {rest.length > 0 && (
        <span title={names.join(", ")} className="shrink-0 text-muted tabular-nums">
          <span aria-hidden>+{numberText(rest.length)}</span>
          <span className="sr-only">and {rest.join(", ")}</span>
        </span>
      )}
      {ending && <Ends member={member} membership={ending} />}
    </span>
  );
}

function Ends({ member, membership }: { member: Member; membership: Ending }) {
  const { unit_name: name, expires_at: at } = membership;
  const isOnly = member.ou_memberships.length === 1;
  return (
    <span className="flex shrink-0 items-center" title={`The access to ${name} ends`}>
      <Badge tone="warn">
        {!isOnly && <span className="sr-only">{name} </span>}
        {isOnly ? "Ends" : "ends"} <RelativeTime value={at} />
      </Badge>
      <ExtendCell member={member} membership={membership} />
    </span>
  );
}
