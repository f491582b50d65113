import { FormError } from "@/components/forms/form-error";
import { Working } from "@/components/forms/working";
import { EmptyState } from "@/components/ui/empty-state";
import { PageSection } from "@/components/ui/page-section";

/** What a page says when it has nothing, when something failed, and while something works. */
export function Messages() {
  return (
    <PageSection id="messages" title="Messages">
      <div className="grid gap-4 sm:grid-cols-2">
        <FormError error={new Error()} />
        <Working>Reading the file…</Working>
        <EmptyState title="Nothing matches" link={{ href: "/dashboard/design", label: "Show everything" }}>
          Say why, and what to do.
        </EmptyState>
        <EmptyState title="Nothing here yet" />
      </div>
    </PageSection>
  );
}
