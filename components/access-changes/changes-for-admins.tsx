import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";

/** Shown to those who may not read access changes. */
export function ChangesForAdmins() {
  return (
    <>
      <PageHeader title="Access changes" />
      <EmptyState title="Only admins can see access changes">
        Org admins see all of them, and admins of an org unit see those that concern it.
      </EmptyState>
    </>
  );
}
