import { Fact, Facts } from "@/components/ui/facts";
import { Link } from "@/components/ui/link";
import { LocalTime } from "@/components/ui/local-time";
import type { AccessChange } from "@/domain/access-changes/schema";
import { CHANGES_PATH } from "./change-paths";

type Props = { change: AccessChange /** The change that undid it, if one did. */; undoing: AccessChange | null };

const by = ({ created_by: maker }: AccessChange) => maker?.name ?? "somebody unknown";

/** Who made a change, when and why, and whether it undid another or was undone. */
export function ChangeFacts({ change, undoing }: Props) {
  return (
    <Facts>
      <Fact term="By">
        <span className="wrap-anywhere">
          {change.created_by ? (
            <Link href={`/dashboard/members/${change.created_by.org_member_id}`} className="underline">
              {change.created_by.name}
            </Link>
          ) : (
            "Somebody unknown"
          )}
        </span>
      </Fact>
      <Fact term="When">
        <LocalTime value={change.created_at} precision="exact" />
      </Fact>
      <Fact term="Reason">
        <span className="wrap-anywhere">{change.reason ?? <span className="text-muted">None given</span>}</span>
      </Fact>
      {change.undoes && (
        <Fact term="Undoes">
          <Link href={`${CHANGES_PATH}/${change.undoes}`} className="underline">
            An earlier change
          </Link>
        </Fact>
      )}
      {undoing && (
        <Fact term="Undone">
          <span className="wrap-anywhere">
            by {by(undoing)}, <LocalTime value={undoing.created_at} />.{" "}
            <Link href={`${CHANGES_PATH}/${undoing.id}`} className="underline">
              See what was undone
            </Link>
          </span>
        </Fact>
      )}
    </Facts>
  );
}
