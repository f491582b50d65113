"use client";

import { ConfirmAction } from "@/components/forms/confirm-action";
import { RelativeTime } from "@/components/ui/relative-time";
import type { PendingEmail as Pending } from "@/domain/account/schema";
import { api } from "@/lib/http/api-client";

/** An address that is not confirmed yet, with a button to cancel the change. */
export function PendingEmail({ pending }: { pending: Pending }) {
  return (
    <div className="max-w-md space-y-2 rounded-md border border-line bg-raised px-3 py-2">
      <p className="text-sm">
        <span className="break-all font-medium">{pending.email}</span> is not confirmed yet. Follow the link in the
        e-mail that we sent there; it expires <RelativeTime value={pending.expires_at} />.
      </p>
      <ConfirmAction
        trigger="Cancel the change"
        title="Cancel changing your address?"
        consequence={<p>The link sent to {pending.email} stops working, and your address stays as it is.</p>}
        confirm="Cancel the change"
        done="Your address stays as it is"
        focusAfterId="content"
        act={() => api("DELETE", "/me/email")}
      />
    </div>
  );
}
