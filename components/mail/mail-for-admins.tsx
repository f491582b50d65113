import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";

/** What others than org admins find in the place of the mail. */
export function MailForAdmins() {
  return (
    <>
      <PageHeader title="Mail" />
      <EmptyState title="Only organization admins see the mail">
        It concerns other members. What was sent to you is in your own mailbox.
      </EmptyState>
    </>
  );
}
