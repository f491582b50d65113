import { FormError } from "@/components/forms/form-error";
import { Working } from "@/components/forms/working";
import { EmptyState } from "@/components/ui/empty-state";
import { NoMatch } from "@/components/ui/no-match";
import { NoPermission } from "@/components/ui/no-permission";
import { PageSection } from "@/components/ui/page-section";

const admins = [
  { org_member_id: "mem_1", first_name: "Ada", last_name: "Lovelace" },
  { org_member_id: "mem_2", first_name: "Grace", last_name: "Hopper" },
];

/** What a page says when it has nothing, when something failed, and while something works. */
export function Messages() {
  return (
    <PageSection id="messages" title="Messages">
      <div className="grid gap-4 sm:grid-cols-2">
        <FormError error={new Error()} />
        <Working>Reading the file…</Working>
        <EmptyState title="Nothing here yet">Why, and what to do.</EmptyState>
        <NoMatch title="Nothing matches" href="/dashboard/design">
          What was looked for.
        </NoMatch>
        <NoPermission title="Only org admins can see this" helpers={admins}>
          Why it is not for everyone.
        </NoPermission>
      </div>
    </PageSection>
  );
}
