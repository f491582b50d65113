import { EndsBadge } from "@/components/access-changes/ends-badge";
import { roleNames } from "@/components/members/role-words";
import { StatusBadge } from "@/components/members/status-badge";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ReviewItem } from "@/domain/access-reviews/item-schema";
import type { ReviewDecision } from "@/lib/access-review";
import type { TableChoices } from "@/lib/table-choices";
import { DecisionCell } from "./decision-cell";
import { memberName } from "./review-words";

type Props = {
  item: ReviewItem;
  /** The member, told apart from others of the same name. */
  name: string;
  isSelf: boolean;
  choices: TableChoices;
  decision: ReviewDecision | null;
  /** Whether its buttons are the ones that Tab reaches. */
  isCurrent: boolean;
  onFocus: () => void;
  onDecide: (decision: ReviewDecision) => void;
};

const marks = { keep: "border-l-good", remove: "border-l-bad", none: "border-l-transparent" };

/** One membership under review with what is known of it; below 1024 px a block. */
export function ReviewRow({ item, isSelf, decision, choices, ...cell }: Props) {
  const [tall, isShown] = [choices.isCompact ? "py-0.5" : "py-2", (id: string) => !choices.hidden.includes(id)];
  return (
    <tr
      className={`border-line border-b border-l-2 max-lg:grid max-lg:gap-y-1 max-lg:py-3 max-lg:pl-3 ${marks[decision ?? "none"]}`}
    >
      <th scope="row" className={`${tall} pr-4 font-normal lg:pl-3 max-lg:p-0`}>
        <span className="flex flex-wrap items-center gap-2">
          <Link href={`/dashboard/members/${item.org_member_id}`} className="wrap-anywhere font-medium text-text">
            {memberName(item)}
          </Link>
          {isSelf && <Badge>You</Badge>}
          {item.status && <StatusBadge status={item.status} />}
        </span>
        <span className="block break-all text-muted text-sm">{item.email}</span>
      </th>
      <td className={`${tall} pr-4 wrap-anywhere max-lg:p-0`}>
        {roleNames[item.role]} in {item.unit_name} <Since item={item} />
      </td>
      {isShown("through") && (
        <td className={`${tall} pr-4 text-muted text-sm max-lg:p-0`}>
          <Through item={item} />
        </td>
      )}
      {isShown("active") && (
        <td className={`${tall} pr-4 text-muted text-sm max-lg:p-0`}>
          <span className="lg:hidden">Last active: </span>
          {item.last_active_at ? <RelativeTime value={item.last_active_at} /> : "unknown"}
        </td>
      )}
      <td className="py-1 text-right max-lg:p-0 max-lg:text-left lg:whitespace-nowrap">
        <DecisionCell item={item} decision={decision} {...cell} />
      </td>
    </tr>
  );
}

function Through({ item: { source, granted_by, granted_at, expires_at } }: { item: ReviewItem }) {
  return (
    <>
      <span className="text-text">Membership, </span>
      granted {granted_by && `by ${granted_by.name} `}
      <RelativeTime value={granted_at} /> <EndsBadge at={expires_at} />
      {source === "org_admin" && <span className="block">Also org admin, so they have access without it</span>}
    </>
  );
}

/** What has changed since the review started, which closing leaves as it is. */
function Since({ item: { state, role, current_role: now } }: { item: ReviewItem }) {
  if (state === "gone") return <Badge tone="warn">Has ended since</Badge>;
  if (state === "same") return null;
  return <Badge tone="warn">{now && now !== role ? `Now ${now}, changed since` : "Changed since"}</Badge>;
}
