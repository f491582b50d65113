import { CHANGES_PATH } from "@/components/access-changes/change-paths";
import { UndoOnPage } from "@/components/access-changes/undo-on-page";
import { Link } from "@/components/ui/link";
import { PageSection } from "@/components/ui/page-section";
import type { AccessChange } from "@/domain/access-changes/schema";
import type { AccessReviewDetail } from "@/domain/access-reviews/schema";
import { numberText } from "@/lib/number-text";
import { outcomeNames } from "./review-words";

type Props = {
  review: AccessReviewDetail;
  /** The access change that made the removals, if there were any that the viewer may see. */
  change: AccessChange | null;
  mayUndo: boolean;
};

/** What a closed review has done, with a link to its access change and a button that undoes it. */
export function ReviewReport({ review: { outcomes }, change, mayUndo }: Props) {
  return (
    <PageSection
      id="report"
      title="Report"
      note={outcomes.undecided > 0 && "What nobody decided was kept."}
      actions={change && mayUndo && !change.undone_by && <UndoOnPage changeId={change.id} />}
    >
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        {(Object.keys(outcomeNames) as (keyof typeof outcomeNames)[]).map((outcome) => (
          <div key={outcome}>
            <dt className="text-muted text-sm">{outcomeNames[outcome]}</dt>
            <dd className="font-semibold text-lg tabular-nums">{numberText(outcomes[outcome])}</dd>
          </div>
        ))}
      </dl>
      {change && (
        <p className="mt-3">
          <Link href={`${CHANGES_PATH}/${change.id}`} className="inline-flex min-h-6 items-center underline">
            {change.undone_by ? "The removals were undone" : "See the removals as an access change"}
          </Link>
        </p>
      )}
    </PageSection>
  );
}
