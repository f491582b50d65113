import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";

/** Shown to those who administer no org unit. */
export function MatrixForAdmins() {
  return (
    <>
      <PageHeader title="Access matrix" />
      <EmptyState title="Only admins can see who has access to everything">
        Org admins see every org unit here, and admins of an org unit those that they administer.
      </EmptyState>
    </>
  );
}
