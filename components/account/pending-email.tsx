"use client";

import { ConfirmAction } from "@/components/forms/confirm-action";
import { RelativeTime } from "@/components/ui/relative-time";
import type { PendingEmail as Pending } from "@/domain/account/schema";
import { api } from "@/lib/http/api-client";

/** The address that waits to be confirmed, and the way to give it up. */
export function PendingEmail({ pending }: { pending: Pending }) {
  return (
    <div className="max-w-md space-y-2 rounded-md border border-line bg-raised px-3 py-2">
      <p className="text-sm">
        <span className="break-all font-medium">{pending.email}</span> waits to be confirmed. Follow the link in the
        e-mail that we sent there, which expires <RelativeTime value={pending.expires_at} />.
      </p>
      <ConfirmAction
        trigger="Cancel the change"
        title="Cancel the change of your address?"
        consequence={<p>The link that was sent to {pending.email} stops working, and your address stays as it is.</p>}
        confirm="Cancel the change"
        done="Cancelled the change of your address"
        focusAfterId="content"
        act={() => api("DELETE", "/me/email")}
      />
    </div>
  );
}
