import type { PendingInvitation } from "@/domain/invitations/schema";

/** Who sent an invitation, or why it waits for an admin and what to do. */
export function Inviter({ invitation: { created_by: maker, waiting } }: { invitation: PendingInvitation }) {
  if (!waiting) return <p className="mb-3 text-muted">Invited by {maker?.name}.</p>;
  return (
    <p role="note" className="mb-3 max-w-prose text-pretty rounded-md border border-warn px-3 py-2">
      <span className="font-medium">Waiting for an admin.</span>{" "}
      {maker ? `${maker.name}, who sent it, can no longer invite` : "The sender is unknown"}, so its link does not work.
      Send it again to confirm it; you become its sender.
    </p>
  );
}
