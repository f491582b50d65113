import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";

/** Shown to those who may not see access reviews. */
export function ReviewsForAdmins() {
  return (
    <>
      <PageHeader title="Access reviews" />
      <EmptyState title="Only admins review access">
        Org admins start reviews, and admins of the org units decide who keeps access.
      </EmptyState>
    </>
  );
}
