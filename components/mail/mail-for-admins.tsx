import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";

/** What members who are not org admins see instead of the mail. */
export function MailForAdmins() {
  return (
    <>
      <PageHeader title="Mail" />
      <EmptyState title="Only org admins can see mail">
        It was sent to other members. Mail for you is in your own mailbox.
      </EmptyState>
    </>
  );
}
