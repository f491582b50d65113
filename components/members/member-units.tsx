import type { Member } from "@/domain/members/schema";
import { numberText } from "@/lib/number-text";

const UNITS_SHOWN = 2;

type Props = {
  memberships: Member["ou_memberships"];
  isOrgAdmin: boolean;
  /** Whether the viewer sees every membership, so that "None" is accurate. */
  seesEveryUnit: boolean;
};

/** The org units of a member, in the cell of a list. */
export function MemberUnits({ memberships, isOrgAdmin, seesEveryUnit }: Props) {
  if (isOrgAdmin) return <span className="text-muted">All</span>;
  if (memberships.length === 0) return <span className="text-muted">{seesEveryUnit ? "None" : "None of yours"}</span>;
  const names = memberships.slice(0, UNITS_SHOWN).map((membership) => membership.unit_name);
  const more = memberships.length - names.length;
  return (
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
  );
}
