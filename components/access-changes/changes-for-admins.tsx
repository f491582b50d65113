import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";

/** Shown to those who may not read changes of access. */
export function ChangesForAdmins() {
  return (
    <>
      <PageHeader title="Access changes" />
      <EmptyState title="Only admins see changes of access">
        Org admins see all of them, and admins of an org unit those that concern it.
      </EmptyState>
    </>
  );
}
