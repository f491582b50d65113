import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";

/** What members who are not org admins see instead of the webhooks. */
export function WebhooksForAdmins() {
  return (
    <>
      <PageHeader title="Webhooks" />
      <EmptyState title="Only org admins can see webhooks">
        They tell other systems about everything in the organization, so only its admins see them and decide where
        events go. Ask an admin to connect a system.
      </EmptyState>
    </>
  );
}
